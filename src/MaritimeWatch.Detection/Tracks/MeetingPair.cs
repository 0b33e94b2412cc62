using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tracks;

/// <summary>Two vessels that are near each other, from moment to moment.</summary>
internal sealed class MeetingPair(Mmsi one, Mmsi other, Instant since)
{
    private readonly List<double> knots = [];
    private readonly Dictionary<Mmsi, PositionReport> before = [];
    private GeoPosition origin;
    private double east;
    private double north;
    private double metresInAll;
    private double closest = double.PositiveInfinity;
    private int moments;

    public Instant Since { get; } = since;

    public Instant Until { get; private set; } = since;

    public void Add(Instant moment, in PositionReport here, in PositionReport there, double metres)
    {
        origin = moments == 0 ? here.Position : origin;
        foreach (ref readonly var vessel in (ReadOnlySpan<PositionReport>)[here, there])
        {
            if (Knots(vessel) is { } speed)
            {
                knots.Add(speed);
            }

            before[vessel.Mmsi] = vessel;
            east += Math.IEEERemainder(vessel.Longitude - origin.Longitude, 360);
            north += vessel.Latitude - origin.Latitude;
        }

        Until = moment;
        metresInAll += metres;
        closest = Math.Min(closest, metres);
        moments++;
    }

    /// <summary>The middle one of both vessels' speeds; the lower of the two middle ones where their number is even. Null where no speed is known.</summary>
    public double? MedianKnots()
    {
        knots.Sort();
        return knots.Count == 0 ? null : knots[(knots.Count - 1) / 2];
    }

    public Encounter ToEncounter(double median, bool isOpenAtStart, bool isOpenAtEnd)
    {
        var longitude = Math.IEEERemainder(origin.Longitude + (east / (2 * moments)), 360);
        return new Encounter(
            one, other, Since, Until, new GeoPosition(origin.Latitude + (north / (2 * moments)), longitude), closest, metresInAll / moments, median, moments, isOpenAtStart, isOpenAtEnd);
    }

    /// <summary>The speed she reports; where she reports none, that between the last place and this one.</summary>
    private double? Knots(in PositionReport vessel)
    {
        if (vessel.SpeedOverGroundKnots is { } said)
        {
            return said;
        }

        if (!before.TryGetValue(vessel.Mmsi, out var last) || last.Time >= vessel.Time)
        {
            return null;
        }

        var leg = new TrackLeg(last, vessel);
        return Domain.Geodesy.Nautical.Knots(leg.Metres, leg.Duration);
    }
}
