using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Service.AlarmRate;

/// <summary>One call of an alert upon those who watch: it was raised, got worse, called again or escalated. One of a notice makes no sound.</summary>
/// <param name="Time">When, by the feed's time.</param>
/// <param name="Severity">How it calls.</param>
/// <param name="AlertId">Which alert.</param>
/// <param name="Kind">Of what kind.</param>
/// <param name="Mmsi">Whom it is about, or null.</param>
/// <param name="AssetId">The asset concerned, or null.</param>
internal sealed record Annunciation(Instant Time, Severity Severity, string AlertId, AlertKind Kind, uint? Mmsi, string? AssetId)
{
    /// <summary>Whether it makes a sound.</summary>
    public bool Sounds => Severity >= Severity.Warning;
}
