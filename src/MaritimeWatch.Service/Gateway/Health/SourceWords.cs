namespace MaritimeWatch.Service.Gateway.Health;

/// <summary>States as they are written for people and programs.</summary>
internal static class SourceWords
{
    /// <summary>E.g. <c>live</c>.</summary>
    public static string Of(SourceState state) => state switch
    {
        SourceState.Connecting => "connecting",
        SourceState.Live => "live",
        SourceState.Degraded => "degraded",
        SourceState.Silent => "silent",
        SourceState.Refused => "refused",
        SourceState.Disabled => "disabled",
        SourceState.Stopping => "stopping",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "a state without a word"),
    };
}
