using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Desk;

namespace MaritimeWatch.Storage.Alarms;

/// <summary>What was done about an alert, with what the alert is about.</summary>
/// <param name="AlertId">Which alert.</param>
/// <param name="Action">What happened.</param>
/// <param name="Time">When, by the clock that was asked for.</param>
/// <param name="Kind">The alert's kind.</param>
/// <param name="Mmsi">Whom it is about, or null.</param>
/// <param name="AssetId">The asset concerned, or null.</param>
/// <param name="Payload">The transition as it was appended.</param>
public sealed record AlarmTransition(string AlertId, OperatorAction Action, Instant Time, AlertKind Kind, uint? Mmsi, string? AssetId, byte[] Payload)
{
    /// <summary>Of an acknowledgement, how long the alert had called by the service's clock: since it was logged as a warning or worse, or called again; else null.</summary>
    public TimeSpan? CalledFor { get; init; }
}
