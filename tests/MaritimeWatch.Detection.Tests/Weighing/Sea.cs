using System.Collections.Immutable;
using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Detection.Weighing;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Weighing;

/// <summary>A sea of samples, jumps and findings in minutes after midnight, put before the Weigh stage.</summary>
internal sealed class Sea
{
    public static readonly GeoPosition Here = new(51.5, 2.5);
    private readonly ShardPicture seen = new();
    private readonly List<Finding> findings = [];

    public static Instant At(double minute) => Waters.Midnight + TimeSpan.FromMinutes(minute);

    public static GeoPosition Off(double eastMetres, double northMetres) => new LocalPlane(Here).ToGeo(eastMetres, northMetres);

    public Sea Sails(uint mmsi, GeoPosition place, int from, int to, Func<int, double> knots, double course = 90, bool lies = false, byte hull = 0) =>
        Steams(mmsi, _ => place, from, to, knots, course, lies, hull);

    public Sea Steams(uint mmsi, Func<int, GeoPosition> placeAt, int from, int to, Func<int, double> knots, double course = 90, bool lies = false, byte hull = 0)
    {
        for (var minute = from; minute < to; minute++)
        {
            var place = placeAt(minute);
            seen.Samples.Add(new PictureSample(
                At(minute), new Mmsi(mmsi), hull, PositionReport.ToRaw(place.Latitude), PositionReport.ToRaw(place.Longitude), (float)knots(minute), (float)course, StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, lies));
        }

        return this;
    }

    public Sea Is(uint mmsi, byte shipType)
    {
        seen.Identities.Add(new IdentityFact(At(0), new VesselIdentity(new Mmsi(mmsi), null, null, null, null, null), new ShipType(shipType)));
        return this;
    }

    public Sea Jumps(uint mmsi, GeoPosition from, GeoPosition to, double minute)
    {
        var metres = new LocalPlane(from).DistanceTo(to);
        seen.Jumps.Add(new TrackJump(At(minute), At(minute) + TimeSpan.FromSeconds(10), new Mmsi(mmsi), 0, from, to, metres, Nautical.Knots(metres, TimeSpan.FromSeconds(10))));
        return this;
    }

    public Sea Finds(uint mmsi, AlertKind kind, double minute, Severity severity = Severity.Warning, double since = 0, AlertState state = AlertState.Raised, GeoPosition? place = null)
    {
        findings.Add(new Finding
        {
            Kind = kind,
            State = state,
            Severity = severity,
            Vessel = new VesselIdentity(new Mmsi(mmsi), null, null, null, null, null),
            Asset = null,
            Since = At(since),
            EventTime = At(minute),
            OrderTime = At(minute),
            Position = place ?? Here,
            Headline = "",
            RecommendedAction = "",
            Evidence = new Evidence("", "", "", "", [], [], ImmutableArray<Explanation>.Empty, [], [], ""),
        });
        return this;
    }

    public (List<AlertEvent> Events, HeldBackLog HeldBack) Weigh(params IWeigher[] weighers)
    {
        var events = new List<AlertEvent>();
        var stage = new WeighStage(weighers, new AlertBook(), DetectionSettings.Default);
        stage.Take(findings, seen);
        stage.Advance(At(600), events);
        return (events, stage.HeldBack);
    }
}
