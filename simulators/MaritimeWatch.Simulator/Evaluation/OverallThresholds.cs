namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>What all files together must reach; null where nothing is asked.</summary>
public sealed record OverallThresholds
{
    /// <summary>Must-not-fire labels that fired, at most.</summary>
    public int? Violations { get; init; }

    /// <summary>Alerts beyond the one that a label accounts for, at most.</summary>
    public int? Duplicates { get; init; }

    /// <summary>Precision, at least. 0 to 1.</summary>
    public double? Precision { get; init; }

    /// <summary>False alarms of warning or worse per 1,000 vessel-hours, at most.</summary>
    public double? FalseWarningsPerThousandVesselHours { get; init; }

    /// <summary>Alerts of warning or worse that sound in one window of ten minutes, at most.</summary>
    public int? WarningsPerTenMinutes { get; init; }

    /// <summary>Alerts of alarm or worse that sound in one hour of the clock, at most.</summary>
    public int? AlarmsPerHour { get; init; }

    /// <summary>Part of the windows of ten minutes in which more than ten of warning or worse sound, at most. 0 to 1.</summary>
    public double? FloodShare { get; init; }

    /// <summary>Vessels and kinds that sounded three times or more within a minute, at most.</summary>
    public int? Chattering { get; init; }

    /// <summary>Where the figures come from, for the reader of the file.</summary>
    public string? Source { get; init; }
}
