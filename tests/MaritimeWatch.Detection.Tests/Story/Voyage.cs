using System.Globalization;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Story;

/// <summary>The script of one vessel: what she does and when, and the reports she makes of it.</summary>
/// <remarks>
/// Times are hours and minutes after the story's midnight ("00:10", "1.06:00" for a day and six hours). Places are metres off the first
/// cable (east positive) and along it (north positive). Without noise unless a test asks for it.
/// </remarks>
internal sealed class Voyage
{
    private readonly List<Sent> sent = [];
    private readonly StaticReport identity;
    private TimeSpan interval = TimeSpan.FromSeconds(60);
    private TimeSpan now;
    private double east;
    private double north;
    private NavigationalStatus status = NavigationalStatus.UnderWayUsingEngine;
    private bool isAccurate;
    private StationClass stationClass = StationClass.ClassA;
    private Random? noise;

    private bool hasSaid;
    private TimeSpan saysWho;

    private Voyage(StaticReport identity) => this.identity = identity;

    /// <summary>A report with the moment it reaches the analyser.</summary>
    public readonly record struct Sent(Instant Arrives, AisReport Report);

    public static Voyage Of(uint mmsi = 219_000_606, int? shipType = 70, int? length = 120, int? antennaToBow = null) => new(new StaticReport(
        new Mmsi(mmsi),
        Name: $"SHIP {mmsi % 1000}",
        ShipType: shipType is { } type ? new ShipType((byte)type) : null,
        ToBow: (ushort?)antennaToBow,
        LengthMetres: (ushort?)length));

    /// <summary>All reports in the order they arrive.</summary>
    public static IReadOnlyList<AisReport> Traffic(params IEnumerable<Voyage> voyages) =>
        [.. voyages.SelectMany(voyage => voyage.sent).OrderBy(report => report.Arrives).ThenBy(report => report.Report.Mmsi).Select(report => report.Report)];

    public static TimeSpan Clock(string time) => TimeSpan.Parse(time, CultureInfo.InvariantCulture);

    public static Instant Moment(string time) => Waters.Midnight + Clock(time);

    public Voyage Reporting(int everySeconds)
    {
        interval = TimeSpan.FromSeconds(everySeconds);
        return this;
    }

    /// <summary>Her static data come with the first report from a time on, instead of with her first.</summary>
    public Voyage SaysWhoSheIs(string from)
    {
        saysWho = Clock(from);
        return this;
    }

    public Voyage Status(NavigationalStatus says)
    {
        status = says;
        return this;
    }

    public Voyage WithAccurateGnss()
    {
        isAccurate = true;
        return this;
    }

    public Voyage ClassB()
    {
        stationClass = StationClass.ClassB;
        return this;
    }

    /// <summary>Positions scatter by 8 m and speeds by 0.1 kn from now on (detectors.md G.2).</summary>
    public Voyage Noisy(int seed)
    {
        noise = new Random(seed);
        return this;
    }

    /// <summary>Her first report.</summary>
    public Voyage Starts(string time, double metresOff, double metresAlong = 0, double knots = 0, double course = 0, double? heading = null)
    {
        (now, east, north) = (Clock(time), metresOff, metresAlong);
        Report(knots, course, heading ?? course);
        return this;
    }

    /// <summary>One report, wherever she was before.</summary>
    public Voyage At(string time, double knots, double metresOff, double metresAlong = 0, double? course = 0, double? heading = 0)
    {
        (now, east, north) = (Clock(time), metresOff, metresAlong);
        Report(knots, course, heading);
        return this;
    }

    /// <summary>Makes good a course at a speed, reporting at her interval, the last report at <paramref name="until"/>.</summary>
    public Voyage Sails(string until, double knots, double course, double? heading = null, bool saysHeading = true, double? thenKnots = null)
    {
        var (from, end) = (now, Clock(until));
        while (now + interval <= end)
        {
            var speed = thenKnots is { } last ? knots + ((last - knots) * ((now + interval - from) / (end - from))) : knots;
            Move(speed, course);
            Report(speed, course, saysHeading ? heading ?? course : null);
        }

        return this;
    }

    /// <summary>Goes to and fro along the cable, fifteen minutes each way.</summary>
    public Voyage Paces(string until, double knots)
    {
        for (var northward = true; now < Clock(until); northward = !northward)
        {
            var leg = TimeSpan.FromTicks(Math.Min((now + TimeSpan.FromMinutes(15)).Ticks, Clock(until).Ticks));
            Sails(leg.ToString(null, CultureInfo.InvariantCulture), knots, northward ? 0 : 180);
        }

        return this;
    }

    /// <summary>Lies still, heading as told, and says what her status is.</summary>
    public Voyage LiesStill(string until, double heading = 270, double knots = 0.1)
    {
        while (now + interval <= Clock(until))
        {
            now += interval;
            Report(knots, 0, heading);
        }

        return this;
    }

    /// <summary>Swings about her anchor, at constant speed along the arc, from one bearing of the anchor to another; the bow points at the anchor.</summary>
    public Voyage Swings(string until, double anchorOff, double anchorAlong, double radius, double fromBearing, double toBearing)
    {
        var (from, end) = (now, Clock(until));
        while (now + interval <= end)
        {
            now += interval;
            var bearing = fromBearing + ((toBearing - fromBearing) * ((now - from) / (end - from)));
            var (sin, cos) = Math.SinCos(bearing * Math.PI / 180);
            var (nextEast, nextNorth) = (anchorOff + (radius * sin), anchorAlong + (radius * cos));
            var metres = Math.Sqrt(Math.Pow(nextEast - east, 2) + Math.Pow(nextNorth - north, 2));
            var course = metres < 1 ? 0 : Angle.OfVector(nextEast - east, nextNorth - north);
            (east, north) = (nextEast, nextNorth);
            Report(Nautical.Knots(metres, interval), course, Angle.Normalise(bearing + 180));
        }

        return this;
    }

    /// <summary>Says nothing while she goes on, and is heard again at <paramref name="until"/>.</summary>
    public Voyage IsSilent(string until, double knots = 0, double course = 0)
    {
        Move(knots, course, Clock(until) - now);
        Report(knots, course, course);
        return this;
    }

    /// <summary>A report of an earlier time that arrives only now, e.g. by satellite.</summary>
    public Voyage Late(string time, string arrives, double knots, double metresOff, double metresAlong = 0, double course = 0)
    {
        sent.Add(new Sent(Moment(arrives), new AisReport(
            PositionReport.Create(Moment(time), identity.Mmsi, Waters.Place(metresOff, metresAlong), knots, course, course, status), null)));
        return this;
    }

    /// <summary>Every report so far of a stretch of time arrives once more.</summary>
    public Voyage ArrivesAgain(string from, string to, string at)
    {
        sent.AddRange(sent.Where(report => report.Report.Time >= Moment(from) && report.Report.Time <= Moment(to)).Select(report => report with { Arrives = Moment(at) }).ToArray());
        return this;
    }

    private void Move(double knots, double course) => Move(knots, course, interval);

    private void Move(double knots, double course, TimeSpan step)
    {
        var metres = knots * Nautical.MetresPerSecondPerKnot * step.TotalSeconds;
        var (sin, cos) = Math.SinCos(course * Math.PI / 180);
        (now, east, north) = (now + step, east + (metres * sin), north + (metres * cos));
    }

    private void Report(double knots, double? course, double? heading)
    {
        var place = Waters.Place(east + Scatter(8), north + Scatter(8));
        var time = Waters.Midnight + now;
        var report = PositionReport.Create(
            time, identity.Mmsi, place, Math.Max(0, knots + Scatter(0.1)), course, heading, status, stationClass, isAccurate);
        sent.Add(new Sent(time, new AisReport(report, Identity())));
    }

    private StaticReport? Identity()
    {
        if (hasSaid || now < saysWho)
        {
            return null;
        }

        hasSaid = true;
        return identity;
    }

    private double Scatter(double sigma) =>
        noise is null ? 0 : sigma * Math.Sqrt(-2 * Math.Log(1 - noise.NextDouble())) * Math.Cos(2 * Math.PI * noise.NextDouble());
}
