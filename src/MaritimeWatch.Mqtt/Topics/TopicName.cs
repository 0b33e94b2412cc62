using MaritimeWatch.Mqtt.Packets;

namespace MaritimeWatch.Mqtt.Topics;

/// <summary>The rules of a topic name, which messages are published to (section 4.7).</summary>
public static class TopicName
{
    /// <summary>Why <paramref name="topic"/> cannot be published to, as a sentence without a full stop; null where it can.</summary>
    public static string? Problem(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return topic.Length == 0 ? "a topic has at least one character"
            : topic.AsSpan().IndexOfAny('+', '#') >= 0 ? $"the topic {topic} has a wildcard, which only filters may have"
            : MqttText.Problem(topic) is { } problem ? $"the topic cannot be sent: {problem}"
            : null;
    }
}
