using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Storage.Alarms;

/// <summary>An event of the log that raised an alert, or its severity.</summary>
/// <param name="AlertId">Which alert.</param>
/// <param name="Kind">Of what kind.</param>
/// <param name="Severity">The severity from then on.</param>
/// <param name="Mmsi">Whom it is about, or null.</param>
/// <param name="AssetId">The asset concerned, or null.</param>
/// <param name="EventTime">Event time.</param>
public sealed record AlarmRise(string AlertId, AlertKind Kind, Severity Severity, uint? Mmsi, string? AssetId, Instant EventTime)
{
    /// <summary>Whether it raised the alert, rather than its severity.</summary>
    public required bool IsRaised { get; init; }

    /// <summary>Whether it calls by itself: not where a transition directly behind it does, and not where somebody had acknowledged or closed the alert at that severity or a worse one.</summary>
    public required bool Calls { get; init; }

    /// <summary>Whether the condition of the alert still holds, by the end of the log.</summary>
    public required bool IsOpen { get; init; }
}
