using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Service.Forensics;

/// <summary>Everything about one vessel that the score looks at: numbers alone, so that it can be tested without a ship.</summary>
internal sealed record SuspectFacts
{
    /// <summary>How she is placed at the stretch.</summary>
    public required PresenceKind Presence { get; init; }

    /// <summary>From the fault's stated time to the nearest time at which she can have been there, in seconds; before it negative.</summary>
    public required double OffsetSeconds { get; init; }

    /// <summary>How far off the stated time may be, in seconds.</summary>
    public required double PlusMinusSeconds { get; init; }

    /// <summary>How far beyond the doubt she stayed away, as a share of the distance asked about, 0 to 1; 0 for whoever crossed.</summary>
    public double AwayShare { get; init; }

    /// <summary>Her usual speed in knots before, or null where she had none to judge by.</summary>
    public double? BaselineKnots { get; init; }

    /// <summary>The scatter of that, in knots.</summary>
    public double SigmaKnots { get; init; }

    /// <summary>How much slower than usual she was at the stretch, in knots; 0 where she was not.</summary>
    public double LossKnots { get; init; }

    /// <summary>Whether something innocent explains the loss.</summary>
    public bool IsLossExplained { get; init; }

    /// <summary>For how many minutes after she stayed slower by 10 % or more.</summary>
    public double SlowMinutes { get; init; }

    /// <summary>By how much the angle between her bow and her way changed against her own baseline, degrees.</summary>
    public double CrabShiftDegrees { get; init; }

    /// <summary>For how many minutes she went stern first at 0.4 to 3 knots about the fault.</summary>
    public double SternFirstMinutes { get; init; }

    /// <summary>For how many minutes she drifted across her own bow about the fault.</summary>
    public double DriftMinutes { get; init; }

    /// <summary>Length overall in metres, or null.</summary>
    public double? LengthMetres { get; init; }

    /// <summary>Minutes of silence that hold a time at which she can have been there during the fault; 0 for none.</summary>
    public double SilenceMinutes { get; init; }

    /// <summary>Of a stale position: hours between it and the moment that is nearest to the fault; else 0.</summary>
    public double StaleHours { get; init; }

    /// <summary>Oddities of her identity.</summary>
    public int Oddities { get; init; }

    /// <summary>Kinds of alerts about her about that time.</summary>
    public IReadOnlyList<AlertKind> Alerts { get; init; } = [];
}
