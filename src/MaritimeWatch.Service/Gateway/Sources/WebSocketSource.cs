using System.Text;
using MaritimeWatch.Ais;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>Messages of a WebSocket; a sender that is faster than the service is slowed by TCP.</summary>
internal sealed class WebSocketSource(WebSocketOptions options) : IReportSource
{
    private static readonly TimeSpan GreetingTimeout = TimeSpan.FromSeconds(10);

    private readonly WebSocketFeed feed = new(new Uri(options.Address), options.MaxMessageBytes);

    /// <inheritdoc/>
    public async Task RunAsync(SourceSession session, CancellationToken cancellation)
    {
        if (SecretFile.Read(options.TokenFile) is { } token)
        {
            feed.Ask("Authorization", $"Bearer {token}");
        }

        feed.Secure(options.AuthorityFile, options.CertificateFile, options.KeyFile);
        await feed.OpenAsync(options.ConnectTimeout, session.Clock, cancellation);
        if (options.Greeting is { } greeting)
        {
            await feed.SendAsync(Encoding.UTF8.GetBytes(greeting), GreetingTimeout, session.Clock, cancellation);
        }

        session.Connected($"connected to {feed.Where}");
        using var messages = new MessageStream(session, options.Payload, feed.Where);
        var reports = new ReportBatch();
        while (true)
        {
            var message = await feed.ReceiveAsync(messages, cancellation);
            messages.Read([], message.Span, reports);
            await session.HandOverAsync(reports, cancellation);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        feed.Dispose();
        return ValueTask.CompletedTask;
    }
}
