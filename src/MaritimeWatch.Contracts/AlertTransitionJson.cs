using Google.Protobuf;

namespace MaritimeWatch.Contracts;

/// <summary>Transitions as one line of proto3 JSON: the event stream.</summary>
public static class AlertTransitionJson
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default);

    /// <summary>The line of a transition, without its line end.</summary>
    /// <param name="payload">A serialised <c>maritimewatch.v1.AlertTransition</c>.</param>
    /// <exception cref="InvalidProtocolBufferException">It is none.</exception>
    public static string ToJson(ReadOnlySpan<byte> payload) => Formatter.Format(V1.AlertTransition.Parser.ParseFrom(payload));
}
