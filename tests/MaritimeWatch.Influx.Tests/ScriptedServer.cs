using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace MaritimeWatch.Influx.Tests;

/// <summary>A server that answers as it is told: a status, a body, half of it, or never.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<ChannelReader<string>> answers = new();
    private readonly Task serving;
    private readonly ConcurrentBag<TcpClient> clients = [];

    public ScriptedServer()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>What was asked: request lines, headers and bodies.</summary>
    public ConcurrentQueue<(string Head, string Body)> Requests { get; } = new();

    /// <summary>When all answers are used up, 204.</summary>
    public InfluxOptions Options => new() { Url = Url, Database = "d b", Timeout = TimeSpan.FromSeconds(30), QueryTimeout = TimeSpan.FromSeconds(30) };

    /// <summary>The next answer.</summary>
    public void Then(int status, string body = "", string headers = "") => ThenRaw(
        $"HTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} Said\r\n{headers}Connection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    /// <summary>The next answer, byte for byte, then the connection is closed; null to say nothing for ever.</summary>
    public void ThenRaw(string? answer)
    {
        var pieces = ThenPieces();
        if (answer is not null)
        {
            pieces.TryWrite(answer);
            pieces.Complete();
        }
    }

    /// <summary>The next answer, sent as it is written here; when that is completed, the connection is closed.</summary>
    public ChannelWriter<string> ThenPieces()
    {
        var pieces = Channel.CreateUnbounded<string>();
        answers.Enqueue(pieces.Reader);
        return pieces.Writer;
    }

    /// <summary>Forgets the answers that were not given.</summary>
    public void Forget() => answers.Clear();

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        foreach (var client in clients)
        {
            client.Dispose();
        }

        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(stopping.Token);
            clients.Add(client);
            _ = AnswerAsync(client);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            var stream = client.GetStream();
            if (await ReadAsync(stream) is { } request)
            {
                Requests.Enqueue(request);
                if (!answers.TryDequeue(out var pieces))
                {
                    var stored = Channel.CreateUnbounded<string>();
                    stored.Writer.TryWrite("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
                    stored.Writer.Complete();
                    pieces = stored.Reader;
                }

                await foreach (var piece in pieces.ReadAllAsync(stopping.Token))
                {
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(piece), stopping.Token);
                }
            }

            client.Dispose();
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The client has gone, or the test has.
        }
    }

    private async Task<(string Head, string Body)?> ReadAsync(NetworkStream stream)
    {
        var read = new List<byte>();
        var one = new byte[1];
        while (!Encoding.ASCII.GetString([.. read.TakeLast(4)]).EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, stopping.Token) == 0)
            {
                return null;
            }

            read.Add(one[0]);
        }

        var head = Encoding.ASCII.GetString([.. read]);
        var length = head.Split("Content-Length: ") is [_, var rest] ? int.Parse(rest.Split('\r')[0], CultureInfo.InvariantCulture) : 0;
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, stopping.Token);
        if (head.Contains("gzip", StringComparison.Ordinal))
        {
            using var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
            using var unpacked = new MemoryStream();
            gzip.CopyTo(unpacked);
            body = unpacked.ToArray();
        }

        return (head, Encoding.UTF8.GetString(body));
    }
}
