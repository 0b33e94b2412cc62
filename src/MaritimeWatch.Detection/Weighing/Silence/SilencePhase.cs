namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>How long a vessel has not been heard, and what was made of it.</summary>
internal enum SilencePhase : byte
{
    /// <summary>She is heard.</summary>
    Heard,

    /// <summary>She missed a few reports.</summary>
    Missing,

    /// <summary>Her silence is long, and something explains it for now.</summary>
    HeldBack,

    /// <summary>Her silence is long, and tells nothing here.</summary>
    Unremarkable,

    /// <summary>Her silence is a dark gap.</summary>
    Dark,
}
