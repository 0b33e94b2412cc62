using System.Text;

namespace MaritimeWatch.Mqtt.Tests;

/// <summary>A message as a test keeps it.</summary>
internal sealed record Received(MqttMessage Message, string Text)
{
    public string Topic => Message.Topic;

    public static Received Of(MqttMessage message) => new(message, Encoding.UTF8.GetString(message.Payload.Span));
}
