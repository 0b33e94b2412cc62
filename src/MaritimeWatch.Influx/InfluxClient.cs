using System.IO.Compression;
using System.Net.Http.Headers;

namespace MaritimeWatch.Influx;

/// <summary>The HTTP API of InfluxDB 1.x, which 2.x and 3.x keep for its clients: <c>/ping</c>, <c>/write</c>, <c>/query</c>. Safe for use by several threads at once.</summary>
public sealed class InfluxClient : IDisposable
{
    private const int MostErrorBytes = 16_384;

    private readonly InfluxOptions options;
    private readonly HttpClient http;
    private readonly TimeProvider clock;

    /// <summary>A client; connects when it is first used.</summary>
    /// <param name="options">Which server.</param>
    /// <param name="clock">Measures time-outs, and reads a <c>Retry-After</c> that is a date.</param>
    public InfluxClient(InfluxOptions options, TimeProvider? clock = null)
    {
        this.options = options;
        this.clock = clock ?? TimeProvider.System;

        // A server that is restarted is another one behind the same name: connections do not live for ever. No proxy, no redirect, no cookie: credentials go to the server that is named.
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseProxy = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = options.Timeout,
        })
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        if (options.Credentials is { } credentials)
        {
            var (scheme, parameter) = credentials.Header;
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, parameter);
        }
    }

    /// <summary>Which server and database.</summary>
    public InfluxOptions Options => options;

    /// <summary>Asks for the server's version.</summary>
    /// <returns>E.g. <c>1.6.7</c>; empty where it does not say.</returns>
    /// <exception cref="InfluxException">It does not answer as an InfluxDB does.</exception>
    public string Ping(CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address("ping", ""));
        using var answer = Send(request, options.Timeout, cancellation);
        return answer.IsSuccessStatusCode
            ? string.Join("", answer.Headers.TryGetValues("X-Influxdb-Version", out var versions) ? versions : [])
            : throw Faulty(answer, cancellation);
    }

    /// <summary>Sends points.</summary>
    /// <param name="lines">Line protocol with time stamps in ns.</param>
    /// <param name="retentionPolicy">Which of the database's retention policies; null for its default.</param>
    /// <param name="cancellation">Ends the waiting; what became of the points is then not known.</param>
    /// <returns>What the server said, or why it said nothing.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<WriteAnswer> WriteAsync(ReadOnlyMemory<byte> lines, string? retentionPolicy, CancellationToken cancellation)
    {
        var policy = retentionPolicy is null ? "" : $"&rp={Uri.EscapeDataString(retentionPolicy)}";
        using var request = new HttpRequestMessage(HttpMethod.Post, Address("write", $"?db={Uri.EscapeDataString(options.Database)}{policy}&precision=ns")) { Content = Body(lines) };
        using var limit = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return (int)answer.StatusCode == 204 ? WriteAnswer.Stored : WriteAnswer.Read((int)answer.StatusCode, await TextAsync(answer, either.Token), RetryAfter(answer));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new WriteAnswer(WriteAnswerKind.TryAgain, InfluxFault.NoAnswer, 0, $"no answer within {options.Timeout.TotalSeconds:0.###} s");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new WriteAnswer(WriteAnswerKind.TryAgain, InfluxFault.Unreachable, 0, WriteAnswer.Line(Innermost(failure)));
        }
    }

    /// <summary>Asks; the rows are read while they arrive. Times are ns since 1970.</summary>
    /// <param name="statements">InfluxQL; several are separated by semicolons.</param>
    /// <param name="cancellation">Ends the reading at any time, and the query in the server.</param>
    /// <exception cref="InfluxException">The server cannot be asked, or refuses.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public InfluxRows Query(string statements, CancellationToken cancellation = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Address("query", $"?db={Uri.EscapeDataString(options.Database)}&epoch=ns&chunked=true&chunk_size=10000"))
        {
            Content = new FormUrlEncodedContent([new("q", statements)]),
        };
        HttpResponseMessage? answer = null;
        try
        {
            answer = Send(request, options.QueryTimeout, cancellation);
            if (!answer.IsSuccessStatusCode)
            {
                throw Faulty(answer, cancellation);
            }

            var reader = Reader(answer, cancellation);
            return new InfluxRows(reader, new Owned(answer, request), failure => cancellation.IsCancellationRequested ? new OperationCanceledException(cancellation)
                : reader.HasPaused ? new InfluxException(InfluxFault.NoAnswer, Sentence($"stopped in the middle of its answer: nothing more within {options.IdleTimeout.TotalSeconds:0.###} s"), failure)
                : new InfluxException(failure is System.Text.Json.JsonException ? InfluxFault.Failed : InfluxFault.Unreachable, Sentence($"broke off its answer: {Innermost(failure)}"), failure));
        }
        catch
        {
            answer?.Dispose();
            request.Dispose();
            throw;
        }
    }

    /// <summary>Has statements done that give no rows, or whose rows do not matter.</summary>
    /// <exception cref="InfluxException">The server cannot be asked, or refuses one of them.</exception>
    public void Execute(string statements, CancellationToken cancellation = default)
    {
        using var rows = Query(statements, cancellation);
        while (rows.Read())
        {
            // An error further on is told when it is reached.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private Uri Address(string path, string query) => new($"{options.Url.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{path}{query}");

    private HttpContent Body(ReadOnlyMemory<byte> lines)
    {
        if (!options.SendsGzip)
        {
            return new ReadOnlyMemoryContent(lines);
        }

        var packed = new MemoryStream(lines.Length / 4);
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(lines.Span);
        }

        return new ByteArrayContent(packed.GetBuffer(), 0, (int)packed.Length) { Headers = { { "Content-Encoding", "gzip" } } };
    }

    private HttpResponseMessage Send(HttpRequestMessage request, TimeSpan timeout, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return http.Send(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (OperationCanceledException failure)
        {
            throw cancellation.IsCancellationRequested ? new OperationCanceledException(cancellation) : (Exception)new InfluxException(InfluxFault.NoAnswer, Sentence($"gives no answer within {timeout.TotalSeconds:0.###} s"), failure);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw new InfluxException(InfluxFault.Unreachable, Sentence($"cannot be reached: {Innermost(failure)}"), failure);
        }
    }

    private InfluxException Faulty(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var told = WriteAnswer.Read((int)answer.StatusCode, Text(answer, cancellation));
        return new InfluxException(told.Fault, Sentence($"answers {(int)answer.StatusCode}: {told.Message}"));
    }

    private string Sentence(string predicate) => $"the InfluxDB at {options.Place} {predicate}";

    private AnswerReader Reader(HttpResponseMessage answer, CancellationToken cancellation) => new(answer.Content.ReadAsStream(cancellation), options.IdleTimeout, clock, cancellation);

    /// <summary>The words of a refusal, as far as they come: that it is one is known without them.</summary>
    private string Text(HttpResponseMessage answer, CancellationToken cancellation)
    {
        using var reader = Reader(answer, cancellation);
        var (bytes, count) = (new byte[MostErrorBytes], 0);
        try
        {
            for (var read = 1; read > 0 && count < bytes.Length; count += read)
            {
                read = reader.Read(bytes.AsMemory(count));
            }
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested && failure is OperationCanceledException or HttpRequestException or IOException)
        {
            // Half a sentence is better than none.
        }

        return System.Text.Encoding.UTF8.GetString(bytes, 0, count);
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        var bytes = new byte[MostErrorBytes];
        return System.Text.Encoding.UTF8.GetString(bytes, 0, await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation));
    }

    private TimeSpan? RetryAfter(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter is not { } wish ? null : wish.Delta ?? (wish.Date is { } date ? TimeSpan.FromTicks(Math.Max(0, (date - clock.GetUtcNow()).Ticks)) : null);

    private static string Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure.Message;

    private sealed class Owned(params IDisposable[] parts) : IDisposable
    {
        public void Dispose()
        {
            foreach (var part in parts)
            {
                part.Dispose();
            }
        }
    }
}
