using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Locating;

/// <summary>What one vessel after the other crossed, from positions that are stored. One thread at a time.</summary>
/// <remarks>Where two hulls send under one MMSI, or a position is false, no leg is drawn that no ship can sail: each position goes on from the nearer of the last places it can be reached from.</remarks>
public sealed class TrackCrossings
{
    // A metre is 5.4 raw units of latitude, and more of longitude.
    private const double LeastRawPerMetre = 5;

    private readonly CrossingRecorder recorder;
    private readonly TrackOptions options;
    private readonly List<VesselCrossing> found = [];
    private readonly List<VesselCrossing> unused = [];
    private PositionReport one;
    private PositionReport other;
    private int hulls;

    /// <summary>Over a chart.</summary>
    /// <param name="index">The chart.</param>
    /// <param name="options">What no hull makes, and when a vessel is silent.</param>
    public TrackCrossings(AssetIndex index, TrackOptions options)
    {
        recorder = new CrossingRecorder(index, options);
        this.options = options;
    }

    /// <summary>What a vessel crossed on the legs that end in a piece of her track.</summary>
    /// <param name="before">What came just before the piece, oldest first: where she came from.</param>
    /// <param name="piece">The piece, oldest first.</param>
    /// <returns>In order of the legs; valid until the next call.</returns>
    public IReadOnlyList<VesselCrossing> Find(ReadOnlySpan<PositionReport> before, ReadOnlySpan<PositionReport> piece)
    {
        found.Clear();
        hulls = 0;
        foreach (ref readonly var fix in before)
        {
            Follow(fix, unused);
        }

        unused.Clear();
        foreach (ref readonly var fix in piece)
        {
            Follow(fix, found);
        }

        return found;
    }

    private void Follow(in PositionReport fix, List<VesselCrossing> crossings)
    {
        // Nearly always there is one hull, and she has hardly moved.
        if (hulls == 1 && Math.Abs((long)one.RawLatitude - fix.RawLatitude) + Math.Abs((long)one.RawLongitude - fix.RawLongitude) < options.ImplausibleJumpMetres * LeastRawPerMetre)
        {
            recorder.Find(one, fix, crossings);
            one = fix;
            return;
        }

        var toOne = hulls > 0 ? Metres(one, fix) : double.PositiveInfinity;
        var toOther = hulls > 1 ? Metres(other, fix) : double.PositiveInfinity;
        if (toOther < toOne)
        {
            (one, other) = (other, one);
        }

        if (!double.IsPositiveInfinity(Math.Min(toOne, toOther)))
        {
            recorder.Find(one, fix, crossings);
        }
        else
        {
            // The place heard of longest ago gives way.
            if (hulls == 2 && other.Time > one.Time)
            {
                (one, other) = (other, one);
            }

            other = one;
            hulls = Math.Min(hulls + 1, 2);
        }

        one = fix;
    }

    /// <summary>Metres from one to the next, or infinity where no hull makes them.</summary>
    private double Metres(in PositionReport from, in PositionReport to)
    {
        var metres = new LocalPlane(from.Position).DistanceTo(to.Position);
        return Reach.IsBeyond(metres, to.Time - from.Time, options) ? double.PositiveInfinity : metres;
    }
}
