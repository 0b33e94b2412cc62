using System.Globalization;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Formats;

/// <summary>The answers of the queries as rows and tracks.</summary>
internal static class Answers
{
    private static readonly string[] VesselColumns = ["mmsi", "name", "imo", "callSign", "shipType", "lengthMetres"];

    public static Answer Of(ReadTrackResponse page) => Of(page.Vessel, page.Points) with { Label = page.Tlp, NextPageToken = page.NextPageToken };

    /// <summary>A whole track.</summary>
    public static Answer Of(Vessel vessel, IReadOnlyList<TrackPoint> points) => new(
        $"Track of {VesselText.Name(vessel)}",
        TrackColumns.Names,
        new TrackRows(points))
    {
        Tracks = [new AnswerTrack(vessel, points)],
    };

    public static Answer Of(ListVisitsResponse page) => new(
        "Vessels inside",
        [
            .. VesselColumns, "firstInside", "lastInside", "firstInterpolated", "lastInterpolated", "secondsInside", "fixCount", "closestTime", "closestLatitude", "closestLongitude", "closestMetres",
            "closestInterpolated", "crossingCount", "possible", "silentBefore", "silentAfter",
        ],
        [.. page.Visits.Select(Row)])
    {
        Label = page.Tlp,
        NextPageToken = page.NextPageToken,
    };

    public static Answer Of(ListCrossingsResponse page) => new(
        "Crossings",
        [.. VesselColumns, "time", "earliest", "latest", "latitude", "longitude", "kilometresAlong", "speedKnots", "courseDegrees", "gapSeconds", "possible", "doubtMetres"],
        [.. page.Crossings.Select(Row)])
    {
        Label = page.Tlp,
        NextPageToken = page.NextPageToken,
    };

    public static Answer Of(ListPositionsResponse page) => new(
        $"Positions at {(page.Time is null ? "" : At(page.Time).ToString())}",
        [.. VesselColumns, .. TrackColumns.Names],
        [.. page.Vessels.Select(vessel => new AnswerRow(VesselText.Mmsi(vessel), VesselText.Name(vessel), [.. Who(vessel), .. TrackColumns.Cells(vessel.LastPosition)], vessel) { Position = vessel.LastPosition.Position, Since = At(vessel.LastPosition.Time) })])
    {
        Label = page.Tlp,
        NextPageToken = page.NextPageToken,
    };

    public static Answer Of(ListVesselsResponse page) => new(
        "Vessels",
        [.. VesselColumns, "breadthMetres", "draughtMetres", "destination", "lastSeen", .. TrackColumns.Names],
        [
            .. page.Vessels.Select(vessel => new AnswerRow(
                VesselText.Mmsi(vessel),
                VesselText.Name(vessel),
                [
                    .. Who(vessel), vessel.HasBreadthMetres ? vessel.BreadthMetres : null, vessel.HasDraughtMetres ? vessel.DraughtMetres : null, vessel.HasDestination ? vessel.Destination : null, At(vessel.LastSeen),
                    .. vessel.LastPosition is { } last ? TrackColumns.Cells(last) : [.. TrackColumns.Names.Select(_ => (object?)null)],
                ],
                vessel) { Position = vessel.LastPosition?.Position, Since = At(vessel.LastSeen) }),
        ])
    {
        Label = page.Tlp,
        NextPageToken = page.NextPageToken,
    };

    /// <summary>The same as tracks of one point each, for the formats that have nothing else.</summary>
    public static Answer Moving(ListPositionsResponse page) => Of(page) with { Tracks = [.. page.Vessels.Select(vessel => new AnswerTrack(vessel, [vessel.LastPosition]))] };

    public static Answer Of(ListEncountersResponse page) => new(
        "Encounters",
        [
            .. VesselColumns, .. VesselColumns.Select(column => $"other{char.ToUpperInvariant(column[0])}{column[1..]}"), "since", "until", "latitude", "longitude", "closestMetres", "meanMetres", "medianKnots",
            "openAtStart", "openAtEnd",
        ],
        [.. page.Encounters.Select(Row)])
    {
        Label = page.Tlp,
        NextPageToken = page.NextPageToken,
    };

    /// <summary>All counts in one long table: what is counted, of what, positions and vessels.</summary>
    public static Answer Of(GetTrafficStatisticsResponse counts) => new(
        "Traffic statistics",
        ["count", "of", "positions", "vessels"],
        [
            Count(counts, "all", "", counts.PositionCount, counts.VesselCount),
            .. counts.Days.Select(day => Count(day, "day", At(day.Day).ToString()[..10], day.PositionCount, day.VesselCount)),
            .. counts.ShipTypes.Select(type => Count(type, "shipType", type.ShipType.Length > 0 ? type.ShipType : "not known", type.PositionCount, type.VesselCount)),
            .. counts.Speeds.Select(speed => Count(speed, "speedKnots", speed.HasUpToKnots ? Text($"{speed.AboveKnots} to {speed.UpToKnots}") : Text($"above {speed.AboveKnots}"), speed.PositionCount, null)),
            Count(counts, "speedKnots", "not known", counts.WithoutSpeedCount, null),
            .. counts.Intervals.Select(interval => Count(interval, "intervalSeconds", Text($"up to {interval.UpToSeconds}"), interval.Count, null)),
            .. counts.Silences.Select(silence => Count(silence, "silence", $"{VesselText.Mmsi(silence.Vessel)} {At(silence.Last.Time)}/{At(silence.Next.Time)}", 2, 1)),
            Count(counts, "silences", counts.SilencesCut ? "at least" : "all", counts.SilenceCount, null),
        ])
    {
        Label = counts.Tlp,
    };

    private static AnswerRow Row(Visit visit)
    {
        var closest = visit.Closest;
        return new AnswerRow(
            VesselText.Mmsi(visit.Vessel),
            VesselText.Name(visit.Vessel),
            [
                .. Who(visit.Vessel), At(visit.FirstInside), At(visit.LastInside), visit.FirstInterpolated, visit.LastInterpolated, Math.Round(visit.SecondsInside, 1), visit.FixCount,
                closest is null ? null : At(closest.Time), closest is null ? null : TrackColumns.Degrees(closest.Position.Latitude), closest is null ? null : TrackColumns.Degrees(closest.Position.Longitude),
                visit.HasClosestMetres ? visit.ClosestMetres : null, closest?.Interpolated, visit.HasCrossingCount ? visit.CrossingCount : null, visit.Possible, visit.SilentBefore, visit.SilentAfter,
            ],
            visit)
        {
            Position = closest?.Position, Way = visit.Way.Count > 0 ? new AnswerTrack(visit.Vessel, visit.Way) : null, Since = At(visit.FirstInside), Until = At(visit.LastInside),
        };
    }

    private static AnswerRow Row(Crossing crossing) => new(
        $"{VesselText.Mmsi(crossing.Vessel)}-{At(crossing.Time)}",
        VesselText.Name(crossing.Vessel),
        [
            .. Who(crossing.Vessel), At(crossing.Time), At(crossing.Earliest), At(crossing.Latest), TrackColumns.Degrees(crossing.Position.Latitude), TrackColumns.Degrees(crossing.Position.Longitude),
            crossing.HasKilometresAlong ? crossing.KilometresAlong : null, crossing.SpeedKnots, crossing.HasCourseDegrees ? crossing.CourseDegrees : null, crossing.GapSeconds, crossing.Possible, crossing.DoubtMetres,
        ],
        crossing)
    {
        Position = crossing.Position, Since = At(crossing.Time),
    };

    private static AnswerRow Row(Encounter encounter) => new(
        $"{VesselText.Mmsi(encounter.Vessel)}-{VesselText.Mmsi(encounter.Other)}-{At(encounter.Since)}",
        $"{VesselText.Name(encounter.Vessel)} and {VesselText.Name(encounter.Other)}",
        [
            .. Who(encounter.Vessel), .. Who(encounter.Other), At(encounter.Since), At(encounter.Until), TrackColumns.Degrees(encounter.Position.Latitude), TrackColumns.Degrees(encounter.Position.Longitude),
            encounter.ClosestMetres, encounter.MeanMetres, encounter.MedianKnots, encounter.OpenAtStart, encounter.OpenAtEnd,
        ],
        encounter)
    {
        Position = encounter.Position, Since = At(encounter.Since), Until = At(encounter.Until),
    };

    private static AnswerRow Count(Google.Protobuf.IMessage message, string count, string of, long positions, int? vessels) => new($"{count} {of}", of, [count, of, positions, vessels], message);

    private static IEnumerable<object?> Who(Vessel vessel) => VesselText.Cells(vessel).Select(cell => cell.Value);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static Instant At(Google.Protobuf.WellKnownTypes.Timestamp time) => WireTime.ToDomain(time);
}
