namespace MaritimeWatch.Detection.Weighing;

/// <summary>Verdicts, the stronger the later: of several the strongest holds.</summary>
internal enum VerdictKind : byte
{
    Pass,
    Lower,
    Wait,
    HoldBack,
}
