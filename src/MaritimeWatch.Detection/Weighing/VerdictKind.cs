namespace MaritimeWatch.Detection.Weighing;

/// <summary>Verdicts, the stronger the later: of several the strongest holds.</summary>
internal enum VerdictKind : byte
{
    Pass,

    /// <summary>Beside the others: what explains it passes, and then the rest counts again.</summary>
    Mute,
    Lower,
    Wait,
    HoldBack,
}
