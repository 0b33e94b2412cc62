using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tracking;

/// <summary>The last two hours and more of a track, a sample a minute; grows with the track, then forgets the oldest.</summary>
internal sealed class SampleRing
{
    private const int Capacity = 160;

    private const int Least = 8;

    private TrackSample[] samples = [];
    private int start;

    public int Count { get; private set; }

    /// <summary>0 is the oldest.</summary>
    public ref readonly TrackSample this[int index] => ref samples[(start + index) % samples.Length];

    public ref readonly TrackSample Latest => ref this[Count - 1];

    public void Add(in TrackSample sample)
    {
        if (Count == samples.Length)
        {
            if (samples.Length >= Capacity)
            {
                samples[start] = sample;
                start = (start + 1) % samples.Length;
                return;
            }

            var larger = new TrackSample[Math.Clamp(samples.Length * 2, Least, Capacity)];
            for (var i = 0; i < Count; i++)
            {
                larger[i] = this[i];
            }

            samples = larger;
            start = 0;
        }

        samples[(start + Count) % samples.Length] = sample;
        Count++;
    }

    /// <summary>Forgets everything, and gives the memory back: most of the vessels a service has heard are not there any more.</summary>
    public void Clear()
    {
        samples = [];
        Count = 0;
        start = 0;
    }

    /// <summary>Index of the first sample at or after a time; <see cref="Count"/> when there is none.</summary>
    public int IndexAtOrAfter(Instant time)
    {
        var index = Count;
        while (index > 0 && this[index - 1].Time >= time)
        {
            index--;
        }

        return index;
    }

    /// <summary>Whether the remembered track leads through a fix, on her course there.</summary>
    public bool PassesThrough(in PositionReport fix, in TrackScale scale)
    {
        // A copy of an old report lies on the old track but for the bends between two samples.
        const double OffTrackMetres = 100;
        const double OffCourseDegrees = 20;
        const double LeastLegMetres = 50;
        for (var i = 1; i < Count; i++)
        {
            ref readonly var before = ref this[i - 1];
            ref readonly var after = ref this[i];
            var (legEast, legNorth) = scale.Offset(before.RawLatitude, before.RawLongitude, after.RawLatitude, after.RawLongitude);
            var (east, north) = scale.Offset(before.RawLatitude, before.RawLongitude, fix.RawLatitude, fix.RawLongitude);
            var square = (legEast * legEast) + (legNorth * legNorth);
            var along = square == 0 ? 0 : Math.Clamp(((east * legEast) + (north * legNorth)) / square, 0, 1);
            east -= along * legEast;
            north -= along * legNorth;
            if ((east * east) + (north * north) <= OffTrackMetres * OffTrackMetres
                && (fix.RawCourse < 0 || square < LeastLegMetres * LeastLegMetres || Angle.Between(fix.RawCourse / 10.0, Angle.OfVector(legEast, legNorth)) <= OffCourseDegrees))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a late fix tells what the track already knows: there, within half a leg, and about as fast.</summary>
    public bool AgreesWith(in PositionReport fix, in TrackScale scale)
    {
        const double NoiseMetres = 50;
        const double NoiseKnots = 0.3;
        var at = IndexAtOrAfter(fix.Time);
        if (at == 0 || at == Count)
        {
            return false;
        }

        ref readonly var before = ref this[at - 1];
        ref readonly var after = ref this[at];
        var part = (fix.Time - before.Time) / (after.Time - before.Time);
        var (legEast, legNorth) = scale.Offset(before.RawLatitude, before.RawLongitude, after.RawLatitude, after.RawLongitude);
        var (east, north) = scale.Offset(before.RawLatitude, before.RawLongitude, fix.RawLatitude, fix.RawLongitude);
        var off = Math.Sqrt(Math.Pow(east - (part * legEast), 2) + Math.Pow(north - (part * legNorth), 2));
        if (off > NoiseMetres + (Math.Sqrt((legEast * legEast) + (legNorth * legNorth)) / 2))
        {
            return false;
        }

        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = at - 1; i <= Math.Min(at + 1, Count - 1); i++)
        {
            if (!float.IsNaN(this[i].MeanSpeedKnots))
            {
                (least, most) = (Math.Min(least, this[i].MeanSpeedKnots), Math.Max(most, this[i].MeanSpeedKnots));
            }
        }

        return fix.SpeedOverGroundKnots is not { } speed || least > most || (speed >= least - NoiseKnots && speed <= most + NoiseKnots);
    }
}
