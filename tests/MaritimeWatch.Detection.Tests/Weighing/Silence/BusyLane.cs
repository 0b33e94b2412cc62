using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Weighing.Silence;

/// <summary>A lane 60 nm long with a ship every ten minutes at 12 kn, heard from end to end: what a gap needs about it to be one.</summary>
/// <remarks>
/// Ships sail east along 51.55 N from 2.0 E, each enters ten minutes after the one before; the lane is full at midnight. They are numbered in
/// the order they enter, ship 0 being at the far end at midnight. Tests say who is not heard when, and what comes late.
/// </remarks>
internal sealed class BusyLane
{
    public const double Knots = 12;

    /// <summary>Minutes from one end to the other.</summary>
    public const int PassageMinutes = 300;

    /// <summary>Minutes between two ships.</summary>
    public const int Headway = 10;

    private const double Latitude = 51.55;
    private const double West = 2.0;

    private static readonly LocalPlane Plane = new(new GeoPosition(Latitude, West));

    private readonly List<(int Ship, double From, double To)> silences = [];
    private readonly List<Func<int, double, bool>> deaf = [];
    private readonly List<(int Ship, double From, double To, double Arrives)> late = [];
    private readonly Dictionary<int, (StationClass Class, NavigationalStatus Status, double IntervalSeconds)> kinds = [];
    private readonly Dictionary<int, (double From, double Knots)> paces = [];
    private readonly List<AisReport> more = [];

    /// <summary>The ship that is at a number of miles along the lane at a minute; the one nearest to it.</summary>
    public static int ShipAt(double minute, double miles) => (int)Math.Round((minute + PassageMinutes - (miles / Knots * 60)) / Headway);

    public static uint MmsiOf(int ship) => 219_000_100u + (uint)ship;

    public static Instant At(double minute) => Waters.Midnight + TimeSpan.FromMinutes(minute);

    /// <summary>A chart with a cable across the lane at some miles along it, or with none.</summary>
    public static AssetIndex Chart(double? cableMiles = null, ContextArea? area = null)
    {
        if (cableMiles is not { } miles)
        {
            return AssetIndex.Build(new Chart([], area is null ? [] : [area]));
        }

        var longitude = Place(miles).Longitude;
        return AssetIndex.Build(new Chart(
            [
                new ChartedAsset
                {
                    Id = "lane-cable",
                    Name = "Lane Cable",
                    Category = AssetCategory.TelecomCable,
                    Status = AssetStatus.InService,
                    Operator = "Cable Desk",
                    PositionalSigmaMetres = 100,
                    Parts = [[new GeoPosition(51.3, longitude), new GeoPosition(51.8, longitude)]],
                },
            ],
            area is null ? [] : [area]));
    }

    public static GeoPosition Place(double miles, double northMetres = 0) => Plane.ToGeo(miles * Nautical.MetresPerMile, northMetres);

    /// <summary>A square of context about a place in the lane.</summary>
    public static ContextArea Area(ContextCategory category, double miles, double halfWidthMetres) => new()
    {
        Id = "about-there",
        Name = "about there",
        Category = category,
        Rings =
        [
            [
                Place(miles - (halfWidthMetres / 1852), -halfWidthMetres), Place(miles + (halfWidthMetres / 1852), -halfWidthMetres),
                Place(miles + (halfWidthMetres / 1852), halfWidthMetres), Place(miles - (halfWidthMetres / 1852), halfWidthMetres), Place(miles - (halfWidthMetres / 1852), -halfWidthMetres),
            ],
        ],
    };

    /// <summary>A ship that is not heard from one minute until another.</summary>
    public BusyLane Silent(int ship, double from, double to)
    {
        silences.Add((ship, from, to));
        return this;
    }

    /// <summary>Nobody is heard where and when this says: miles along the lane, minutes.</summary>
    public BusyLane Deaf(Func<double, double, bool> where)
    {
        deaf.Add((ship, minute) => where(MilesOf(ship, minute), minute));
        return this;
    }

    /// <summary>What a ship sends from one minute until another arrives only later.</summary>
    public BusyLane Late(int ship, double from, double to, double arrives)
    {
        late.Add((ship, from, to, arrives));
        return this;
    }

    public BusyLane Is(int ship, StationClass stationClass, NavigationalStatus status = NavigationalStatus.UnderWayUsingEngine, double intervalSeconds = 30)
    {
        kinds[ship] = (stationClass, status, intervalSeconds);
        return this;
    }

    /// <summary>From a minute on she makes another speed, also when she is silent.</summary>
    public BusyLane Makes(int ship, double from, double knots)
    {
        paces[ship] = (from, knots);
        return this;
    }

    /// <summary>Another report, in the order of its own time.</summary>
    public BusyLane And(params IEnumerable<AisReport> reports)
    {
        more.AddRange(reports);
        return this;
    }

    /// <summary>All reports in the order they arrive.</summary>
    public IReadOnlyList<AisReport> Traffic(double fromMinute, double untilMinute)
    {
        var sent = new List<(Instant Arrives, AisReport Report)>();
        for (var ship = 0; ship <= ShipAt(untilMinute, 0); ship++)
        {
            var kind = kinds.TryGetValue(ship, out var told) ? told : (StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, 30);
            var enters = (ship * Headway) - PassageMinutes;

            // Seconds of their own, so that they do not all speak at once.
            for (var minute = Math.Max(fromMinute, enters) + (ship % 7 / 10.0); minute < untilMinute; minute += kind.IntervalSeconds / 60)
            {
                var miles = MilesOf(ship, minute);
                if (miles is < 0 or > 60)
                {
                    continue;
                }

                if (silences.Any(silence => silence.Ship == ship && minute >= silence.From && minute < silence.To) || deaf.Any(isDeaf => isDeaf(ship, minute)))
                {
                    continue;
                }

                var isFirst = minute - Math.Max(fromMinute, enters) < 1;
                var batch = late.Where(entry => entry.Ship == ship && minute >= entry.From && minute < entry.To).ToList();
                sent.Add((At(batch.Count > 0 ? batch[0].Arrives : minute), Report(ship, minute, miles, kind.Class, kind.Status, isFirst)));
            }
        }

        sent.AddRange(more.Select(report => (report.Time, report)));
        return [.. sent.OrderBy(report => report.Arrives).ThenBy(report => report.Report.Time).ThenBy(report => report.Report.Mmsi).Select(report => report.Report)];
    }

    /// <summary>What the analyser says of it.</summary>
    public Logbook Watch(double fromMinute, double untilMinute, AssetIndex? chart = null, DetectionSettings? settings = null, int shards = 1) =>
        Logbook.Keep(chart ?? Chart(), Traffic(fromMinute, untilMinute), settings ?? DetectionSettings.Default, shards);

    private double MilesOf(int ship, double minute)
    {
        var enters = (ship * Headway) - PassageMinutes;
        return paces.TryGetValue(ship, out var pace) && minute > pace.From
            ? ((pace.From - enters) * Knots / 60) + ((minute - pace.From) * pace.Knots / 60)
            : (minute - enters) * Knots / 60;
    }

    private AisReport Report(int ship, double minute, double miles, StationClass stationClass, NavigationalStatus status, bool isFirst)
    {
        var mmsi = new Mmsi(MmsiOf(ship));
        var knots = paces.TryGetValue(ship, out var pace) && minute > pace.From ? pace.Knots : Knots;
        var position = PositionReport.Create(
            At(minute).WholeSecond, mmsi, Place(miles, (ship % 3 - 1) * 300), knots, 90, 90, status, stationClass);
        return new AisReport(position, isFirst ? new StaticReport(mmsi, Name: $"SHIP {ship}") : null);
    }
}
