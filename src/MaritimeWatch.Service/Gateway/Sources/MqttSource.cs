using System.Text;
using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Live;
using MaritimeWatch.Mqtt;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>Messages of an MQTT broker. One of quality of service 1 or 2 is acknowledged once its reports are durable; a broker that is faster than the service is slowed.</summary>
/// <remarks>
/// Where an attempt ends with a message half way, it is not acknowledged, and a broker that keeps the session sends it again: reports that had been taken over by then are duplicates.
/// A message that holds nothing of use is acknowledged too: it would hold up all behind it for ever. So is one that holds a part of an AIS message whose other parts come in
/// further ones: they may never come. While the disk refuses, messages are acknowledged when the analyser has them: the analysis goes on (decision 0723).
/// </remarks>
internal sealed class MqttSource(MqttSourceOptions options, MqttSession kept) : IReportSource
{
    /// <summary>Topics whose sentences are put together apart, since each may be another receiver; those beyond share one reader.</summary>
    private const int MostTopicsApart = 256;

    private readonly Dictionary<string, MessageStream> streams = new(StringComparer.Ordinal);
    private readonly ReportBatch reports = [];
    private byte[] topic = new byte[256];

    /// <inheritdoc/>
    public async Task RunAsync(SourceSession session, CancellationToken cancellation)
    {
        var client = options.Client(SecretFile.Read(options.PasswordFile));
        var address = client.Address;
        try
        {
            var settling = options.Qos > 0 ? session.OpenSettling() : null;
            await using var receipts = settling is null ? null : new MqttReceipts(session, settling);
            await using var connection = await MqttConnection.ConnectAsync(client, kept, (message, ending) => TakeAsync(session, message, address, receipts, ending), session.Clock, cancellation);
            var subscribed = await connection.SubscribeAsync(options.Subscriptions(), cancellation);
            session.Connected(Words(subscribed, address));
            var ended = connection.Completion.WaitAsync(cancellation);
            if (receipts is not null && await Task.WhenAny(ended, receipts.Running) == receipts.Running)
            {
                // It ends before its connection only by a failure.
                await receipts.Running;
            }

            throw Failed(await ended);
        }
        catch (MqttException failure)
        {
            throw Failed(failure.Failure, failure);
        }
        finally
        {
            // The connection has ended, and no message is in work any more.
            foreach (var stream in streams.Values)
            {
                stream.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask TakeAsync(SourceSession session, MqttMessage message, string address, MqttReceipts? receipts, CancellationToken ending)
    {
        // Old by its nature: under 3.1.1 the broker cannot be asked to keep a retained one, and what tells no time of its own would be taken for new.
        if (!message.Retained)
        {
            Stream(session, message.Topic, address).Read(Bytes(message.Topic), message.Payload.Span, reports);
        }

        if (receipts is null || !message.NeedsAcknowledgement)
        {
            await session.HandOverAsync(reports, ending);
            message.Acknowledge();
            return;
        }

        var durable = reports.Count > 0 ? new DurableReports(reports) : null;
        receipts.Add(message, durable);
        if (durable is not null)
        {
            await session.HandOverAsync(reports, durable, ending);
        }
    }

    private MessageStream Stream(SourceSession session, string name, string address)
    {
        name = options.Payload == LivePayload.Nmea ? name : "";
        if (streams.TryGetValue(name, out var known))
        {
            return known;
        }

        name = streams.Count < MostTopicsApart ? name : "";
        return streams.TryGetValue(name, out known) ? known : streams[name] = new MessageStream(session, options.Payload, name.Length == 0 ? address : $"{address} {name}");
    }

    private ReadOnlySpan<byte> Bytes(string name)
    {
        if (name.Length * 3 > topic.Length)
        {
            topic = new byte[name.Length * 3];
        }

        return topic.AsSpan(0, Encoding.UTF8.GetBytes(name, topic));
    }

    /// <summary>What is subscribed to; a broker that refuses a topic is not one that delivers.</summary>
    private string Words(IReadOnlyList<MqttSubscribeResult> results, string address)
    {
        if (results.FirstOrDefault(result => !result.Done) is { } refused)
        {
            throw new SourceFailedException($"{address} refuses the topics {refused.Filter.Text}: {WebSocketFeed.Clean(refused.Words ?? "without a reason")}", SourceOutlook.Refused);
        }

        var lower = results.Where(result => result.Granted is { } granted && (int)granted < options.Qos).Select(result => $"{result.Filter.Text} with quality of service {(int)result.Granted!} only").ToList();
        return $"subscribed at {address}{(lower.Count == 0 ? "" : ", " + string.Join(", ", lower))}";
    }

    private static SourceFailedException Failed(MqttFailure failure, Exception? cause = null) => new(WebSocketFeed.Clean(failure.Words), OutlookOf(failure), cause);

    private static SourceOutlook OutlookOf(MqttFailure failure) => failure switch
    {
        { ReasonCode: MqttReasonCode.ServerUnavailable or MqttReasonCode.ServerBusy or MqttReasonCode.ServerShuttingDown or MqttReasonCode.QuotaExceeded or MqttReasonCode.ConnectionRateExceeded } => SourceOutlook.TryAgain,
        { Kind: MqttFailureKind.BadCredentials or MqttFailureKind.NotAuthorised or MqttFailureKind.TlsFailed or MqttFailureKind.WebSocketRefused or MqttFailureKind.Refused or MqttFailureKind.RequestRefused } => SourceOutlook.Refused,
        _ => SourceOutlook.TryAgain,
    };
}
