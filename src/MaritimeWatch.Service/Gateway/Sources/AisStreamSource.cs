using System.Text.Json;
using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Json;
using MaritimeWatch.Ais.Live;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>aisstream.io: subscribes within the three seconds that it grants, then takes its envelopes.</summary>
/// <remarks>
/// The server cuts a reader that is slow, so nothing is waited for while reading: what the analyser has no room for is shed and counted.
/// It says what it does not like as <c>{"error": …}</c>, which ends the attempt as a refusal with its words.
/// </remarks>
internal sealed class AisStreamSource(AisStreamOptions options) : IReportSource
{
    /// <summary>Of the three seconds that the server waits, with room for the way there.</summary>
    private static readonly TimeSpan SubscriptionTimeout = TimeSpan.FromSeconds(2);

    private readonly WebSocketFeed feed = new(new Uri(options.Address), JsonReportReader.MaxRecordBytes);

    /// <inheritdoc/>
    public async Task RunAsync(SourceSession session, CancellationToken cancellation)
    {
        var key = SecretFile.Read(options.KeyFile)!;
        feed.Secure(options.AuthorityFile);
        // Made beforehand: the clock of the server runs from the opening.
        var subscription = Subscription(key);
        await feed.OpenAsync(options.ConnectTimeout, session.Clock, cancellation);
        await feed.SendAsync(subscription, SubscriptionTimeout, session.Clock, cancellation);
        session.Connected($"subscribed at {feed.Where}");
        using var messages = new MessageStream(session, LivePayload.AisStream, feed.Where);
        var reports = new ReportBatch();
        while (true)
        {
            var message = await feed.ReceiveAsync(messages, cancellation);
            if (messages.Read([], message.Span, reports) == DropReason.FeedError)
            {
                throw new SourceFailedException($"{feed.Where} refuses: {Refusal(message.Span, key)}", SourceOutlook.Refused);
            }

            session.Offer(reports);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        feed.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>What the server says, without the key, should it repeat that.</summary>
    private static string Refusal(ReadOnlySpan<byte> message, string key)
    {
        var reader = new Utf8JsonReader(message);
        try
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var error = document.RootElement.GetProperty("error");
            var words = error.ValueKind == JsonValueKind.String ? error.GetString()! : error.GetRawText();
            return WebSocketFeed.Clean(words.Replace(key, "…", StringComparison.Ordinal));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return "it gives no reason that can be read";
        }
    }

    private byte[] Subscription(string key)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("APIKey", key);
            json.WriteStartArray("BoundingBoxes");
            foreach (var box in options.Boxes)
            {
                json.WriteStartArray();
                foreach (var corner in AisStreamOptions.Corners(box)!)
                {
                    json.WriteStartArray();
                    json.WriteNumberValue(corner[0]);
                    json.WriteNumberValue(corner[1]);
                    json.WriteEndArray();
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
            Write(json, "FiltersShipMMSI", options.Mmsis);
            Write(json, "FilterMessageTypes", options.TypesWanted);
            json.WriteEndObject();
        }

        return text.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
