namespace MaritimeWatch.Service.Forensics;

/// <summary>Words of a report for tables.</summary>
internal static class SuspectTable
{
    /// <summary>How surely she is placed there.</summary>
    public static string Word(PresenceKind kind) => kind switch
    {
        PresenceKind.Crossed => "crossed",
        PresenceKind.Neared => "neared",
        PresenceKind.SilentAcross => "silent, straight way crosses",
        PresenceKind.SilentInReach => "silent, in reach",
        _ => "stale position only",
    };
}
