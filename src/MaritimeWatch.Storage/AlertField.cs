namespace MaritimeWatch.Storage;

/// <summary>What an alert can be asked by.</summary>
public enum AlertField : byte
{
    /// <summary>Its id; a text.</summary>
    AlertId,

    /// <summary>Its kind; the number of an <see cref="Domain.Alerts.AlertKind"/>.</summary>
    Kind,

    /// <summary>Severity of its newest event; the number of a <see cref="Domain.Alerts.Severity"/>.</summary>
    Severity,

    /// <summary>State of its newest event; the number of an <see cref="Domain.Alerts.AlertState"/>.</summary>
    State,

    /// <summary>Where it stands with people; the number of an <see cref="Domain.Desk.OperatorState"/>.</summary>
    OperatorState,

    /// <summary>The vessel; her MMSI.</summary>
    Mmsi,

    /// <summary>The asset; its id.</summary>
    AssetId,

    /// <summary>Whose it is; a text.</summary>
    Assignee,

    /// <summary>When it began; Unix milliseconds.</summary>
    Since,

    /// <summary>Event time of its newest event; Unix milliseconds.</summary>
    EventTime,
}
