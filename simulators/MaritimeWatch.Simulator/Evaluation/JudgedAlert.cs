using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Simulator.Labels;

namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>All events of one alert, in the order of the log.</summary>
internal sealed record JudgedAlert(IReadOnlyList<AlertLine> Events)
{
    public AlertLine First => Events[0];

    public bool IsRetracted => Events.Any(line => line.IsRetracting);

    /// <summary>Whether it never was more than a notice on the record.</summary>
    public bool IsHeldBack => Events.All(line => line.IsHeldBack || line.IsClosing);

    public int HighestRank => Events.Where(line => !line.IsClosing).Select(line => line.SeverityRank).DefaultIfEmpty(First.SeverityRank).Max();

    /// <summary>When it ended, or null while it stands.</summary>
    public Instant? Ended => Events[^1] is { IsClosing: true } or { IsRetracting: true } ? Events[^1].EventTime : null;

    public static List<JudgedAlert> Of(IEnumerable<AlertLine> events) => [.. events.GroupBy(line => line.AlertId).Select(group => new JudgedAlert([.. group]))];

    /// <summary>When it first was at or above a severity, or null.</summary>
    public Instant? Reached(int rank) => Events.FirstOrDefault(line => !line.IsClosing && !line.IsHeldBack && line.SeverityRank >= rank)?.EventTime;

    /// <summary>Whether it stood at some time of a period, both ends included.</summary>
    public bool StoodWithin(Instant start, Instant end) => First.EventTime <= end && !(Ended < start);

    /// <summary>Whether it is about whom a label is about; an alert without a vessel about an area or a feed: where that is.</summary>
    public bool IsAbout(Label label) => label.Mmsi is { } mmsi
        ? First.Mmsi == mmsi
        : First.Mmsi is null && (label.Place is not { } place || Events.Any(line => line.Position is { } position && IsWithin(place, position)));

    private static bool IsWithin(LabelPlace place, GeoPosition position) =>
        Geodesic.DistanceMetres(new GeoPosition(place.Latitude, place.Longitude), position) <= place.RadiusMetres;
}
