using System.Collections.Concurrent;
using MaritimeWatch.Mqtt;

namespace MaritimeWatch.Service.Outbound;

/// <summary>The alerts that the broker holds, as it tells them after each connection: one that is there and has ended in the log is a ghost, from an old database of the broker or from before an alert's end that it missed.</summary>
/// <param name="topics">Ours: only what lies under them is looked at.</param>
internal sealed class RetainedAlerts(AlertTopics topics)
{
    /// <summary>More are looked at after the next connection.</summary>
    private const int Most = 100_000;

    private readonly ConcurrentDictionary<string, byte> seen = new(StringComparer.Ordinal);

    /// <summary>What is subscribed to. Our own messages need not come back.</summary>
    public MqttSubscription Subscription { get; } = MqttSubscription.To(topics.Of("+", isFilter: true), MqttQos.AtLeastOnce) with { NoLocal = true };

    /// <summary>Takes note of a message of the broker.</summary>
    public ValueTask Take(in MqttMessage message)
    {
        if (message.Retained && !message.Payload.IsEmpty && seen.Count < Most && topics.IsAlert(message.Topic))
        {
            seen.TryAdd(message.Topic, 0);
        }

        message.Acknowledge();
        return ValueTask.CompletedTask;
    }

    /// <summary>The topics that came since the last call; each once.</summary>
    public IReadOnlyList<string> TakeSeen()
    {
        if (seen.IsEmpty)
        {
            return [];
        }

        return [.. seen.Keys.Where(topic => seen.TryRemove(topic, out _))];
    }
}
