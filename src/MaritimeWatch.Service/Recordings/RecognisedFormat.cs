using MaritimeWatch.Ais.Json;

namespace MaritimeWatch.Service.Recordings;

/// <summary>How a recording is written, and whose JSON it is where it is JSON.</summary>
internal readonly record struct RecognisedFormat(RecordingFormat Format, JsonDialect Dialect = JsonDialect.Unknown)
{
    /// <summary>Not recognised, or not asked for.</summary>
    public static RecognisedFormat Unknown => default;

    public bool IsKnown => Format != RecordingFormat.Unknown;
}
