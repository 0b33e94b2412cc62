using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using MaritimeWatch.Service.EvidenceBundles;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>A WebSocket that we open and that then sends messages: opening, whole messages of bounded size, and every way to end in words.</summary>
/// <remarks>Asks for a sign of life every 20 s and gives a server up that gives none within another 20 s: an open socket is no proof of a server behind it.</remarks>
internal sealed class WebSocketFeed : IDisposable
{
    private const int FirstBytes = 16 * 1024;
    private const int MostWords = 200;

    /// <summary>Between two questions for a sign of life, and the longest wait for an answer. As long as proxies in between leave a quiet connection open at least.</summary>
    private static readonly TimeSpan UsualPingInterval = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket socket = new();
    private readonly Uri address;
    private readonly int maxMessageBytes;
    private readonly TimeSpan pingInterval;
    private byte[] buffer = new byte[FirstBytes];
    private HttpMessageInvoker? secured;
    private string? objection;

    /// <param name="address"><c>ws://</c> or <c>wss://</c>.</param>
    /// <param name="maxMessageBytes">The largest message that is held.</param>
    /// <param name="pingInterval">Between two questions for a sign of life, and the longest wait for an answer; 20 s where none is given.</param>
    public WebSocketFeed(Uri address, int maxMessageBytes, TimeSpan? pingInterval = null)
    {
        (this.address, this.maxMessageBytes, this.pingInterval) = (address, maxMessageBytes, pingInterval ?? UsualPingInterval);
        socket.Options.KeepAliveInterval = this.pingInterval;
        socket.Options.KeepAliveTimeout = this.pingInterval;
        socket.Options.CollectHttpResponseDetails = true;
    }

    /// <summary>The server, as it is named to people: without user, path and query, any of which may hold a key.</summary>
    public string Where => address.IsDefaultPort ? address.Host : $"{address.Host}:{address.Port}";

    /// <summary>A header to send with the request; before it is opened.</summary>
    public void Ask(string header, string value) => socket.Options.SetRequestHeader(header, value);

    /// <summary>Which server is believed, and who we say we are; before it is opened. Of <c>wss://</c> alone.</summary>
    /// <param name="authorityFile">A PEM file of the authorities to trust in place of the machine's own; null for those.</param>
    /// <param name="certificateFile">A PEM file of our own certificate; null for none.</param>
    /// <param name="keyFile">A PEM file of its private key; null where it stands in the certificate's file.</param>
    /// <exception cref="SourceFailedException">A file cannot be used.</exception>
    public void Secure(string? authorityFile, string? certificateFile = null, string? keyFile = null)
    {
        var tls = new ClientTls { ServerName = address.IdnHost, AuthorityFile = authorityFile, CertificateFile = certificateFile, KeyFile = keyFile };
        secured = address.Scheme == "wss" ? new HttpMessageInvoker(new SocketsHttpHandler { SslOptions = tls.Options(found => objection = found), PooledConnectionLifetime = TimeSpan.Zero }) : null;
    }

    /// <summary>Opens it.</summary>
    /// <param name="timeout">How long that may take.</param>
    /// <param name="clock">The service's time.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="SourceFailedException">It cannot be opened.</exception>
    public async Task OpenAsync(TimeSpan timeout, TimeProvider clock, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await socket.ConnectAsync(address, secured, either.Token);
        }
        catch (Exception) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new SourceFailedException($"{Where} does not answer within {timeout.TotalSeconds:0.#} s");
        }
        catch (WebSocketException failure) when ((int)socket.HttpStatusCode is >= 300 and var status)
        {
            var isRefusal = socket.HttpStatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.BadRequest;
            throw new SourceFailedException($"{Where} opens no WebSocket: it answers {status} {socket.HttpStatusCode}", isRefusal ? SourceOutlook.Refused : SourceOutlook.TryAgain, failure);
        }
        catch (Exception failure) when (failure is WebSocketException or HttpRequestException or IOException or SocketException)
        {
            throw Words(failure);
        }
    }

    /// <summary>Sends a text.</summary>
    /// <exception cref="SourceFailedException">It cannot be sent within the time.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> text, TimeSpan timeout, TimeProvider clock, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SourceFailedException($"{Where} takes no subscription within {timeout.TotalSeconds:0.#} s");
        }
        catch (WebSocketException failure)
        {
            throw Words(failure);
        }
    }

    /// <summary>The next message that can be held, of text or of bytes; valid until the next call.</summary>
    /// <param name="messages">Counts those that are too large.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="SourceFailedException">The server has ended it, or it broke.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReceiveAsync(MessageStream messages, CancellationToken cancellation)
    {
        var (length, total) = (0, 0L);
        while (true)
        {
            var piece = await ReceivePieceAsync(buffer.AsMemory(length), cancellation);
            if (piece.MessageType == WebSocketMessageType.Close)
            {
                throw await ClosedAsync();
            }

            total += piece.Count;
            if (total > maxMessageBytes)
            {
                // Read to its end, and not kept.
                length = 0;
            }
            else
            {
                length += piece.Count;
            }

            if (piece.EndOfMessage && total <= maxMessageBytes)
            {
                return buffer.AsMemory(0, length);
            }

            if (piece.EndOfMessage)
            {
                messages.DropTooLarge((int)Math.Min(total, int.MaxValue));
                (length, total) = (0, 0);
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        secured?.Dispose();
    }

    /// <summary>What the other side said, fit for a line of text: it may be anything.</summary>
    public static string Clean(string words)
    {
        words = PlainText.Clean(words).Trim();
        return words.Length > MostWords ? words[..MostWords] + "…" : words;
    }

    private async ValueTask<ValueWebSocketReceiveResult> ReceivePieceAsync(Memory<byte> into, CancellationToken cancellation)
    {
        try
        {
            return await socket.ReceiveAsync(into, cancellation);
        }
        catch (OperationCanceledException failure) when (!cancellation.IsCancellationRequested && IsUnanswered(failure))
        {
            throw new SourceFailedException($"{Where} gives no sign of life: it has not answered a ping for {pingInterval.TotalSeconds:0.#} s, and the connection is given up", SourceOutlook.TryAgain, failure);
        }
        catch (Exception failure) when (failure is WebSocketException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw Words(failure);
        }
    }

    /// <summary>Whether the platform has given the connection up for a ping without an answer: a reading that nobody cancelled is cancelled then, by a fault of the WebSocket.</summary>
    private static bool IsUnanswered(Exception failure)
    {
        for (var cause = failure.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is WebSocketException { WebSocketErrorCode: WebSocketError.Faulted })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Answers the server's goodbye, and says what it said.</summary>
    private async Task<SourceFailedException> ClosedAsync()
    {
        var said = socket.CloseStatusDescription is { Length: > 0 } description ? $" '{Clean(description)}'" : "";
        var code = socket.CloseStatus is { } status ? $" with {(int)status}{CloseWords(status)}" : "";
        var outlook = socket.CloseStatus is WebSocketCloseStatus.PolicyViolation or (WebSocketCloseStatus)3000 or (WebSocketCloseStatus)3003 ? SourceOutlook.Refused : SourceOutlook.TryAgain;
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            // It did not wait for the answer.
        }

        return new SourceFailedException($"{Where} has closed the connection{code}{said}", outlook);
    }

    private SourceFailedException Words(Exception failure)
    {
        if (objection is not null)
        {
            return ClientTls.Refusal(Where, objection, failure);
        }

        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException or AuthenticationException)
            {
                return FailureWords.Of(cause, Where);
            }
        }

        return new SourceFailedException($"the connection to {Where} broke: {Clean(failure.Message).TrimEnd('.')}", SourceOutlook.TryAgain, failure);
    }

    private static string CloseWords(WebSocketCloseStatus status) => (int)status switch
    {
        1000 => " (done)",
        1001 => " (going away)",
        1002 => " (protocol error)",
        1003 => " (not its kind of data)",
        1008 => " (against its rules)",
        1009 => " (message too big)",
        1011 => " (an error of its own)",
        1012 => " (restarting)",
        1013 => " (try later)",
        3000 => " (not authorised)",
        3003 => " (forbidden)",
        _ => "",
    };
}
