namespace MaritimeWatch.Domain.Alerts;

/// <summary>How urgent an alert is; in IMO BAM terms caution, warning, alarm, emergency alarm.</summary>
public enum Severity : byte
{
    /// <summary>Not set.</summary>
    Unspecified,

    /// <summary>Caution.</summary>
    Notice,

    /// <summary>Warning.</summary>
    Warning,

    /// <summary>Alarm.</summary>
    Alarm,

    /// <summary>Emergency alarm.</summary>
    Critical,
}
