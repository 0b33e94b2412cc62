namespace MaritimeWatch.Service.Forensics;

/// <summary>How a vessel is placed at the stretch, each as sure as docs/forensics.md says; the numbers are those of the contract.</summary>
internal enum PresenceKind
{
    /// <summary>She crossed it between two fixes close in time.</summary>
    Crossed = 1,

    /// <summary>She came within the distance asked about, and did not cross.</summary>
    Neared = 2,

    /// <summary>She was silent, and a straight way between where she fell silent and where she was heard again crosses it.</summary>
    SilentAcross = 3,

    /// <summary>She was silent, and had the time to go there.</summary>
    SilentInReach = 4,

    /// <summary>She was not heard again, or not before: present by a stale position only.</summary>
    Stale = 5,
}
