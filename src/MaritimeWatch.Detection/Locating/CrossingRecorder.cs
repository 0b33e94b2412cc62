using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Locating;

/// <summary>Writes down what legs of tracks cross, in the words that are kept. One thread at a time.</summary>
public sealed class CrossingRecorder
{
    private readonly AssetIndex index;
    private readonly TrackOptions options;
    private readonly Dictionary<ChartedAsset, AssetLine> lines = [];
    private readonly AssetCrossing[] crossings = new AssetCrossing[32];

    /// <summary>A recorder over a chart.</summary>
    /// <param name="index">The chart.</param>
    /// <param name="options">When a vessel is silent, and when she is lost.</param>
    public CrossingRecorder(AssetIndex index, TrackOptions options)
    {
        (this.index, this.options) = (index, options);
    }

    /// <summary>Adds what the straight line between two fixes of one hull crosses.</summary>
    /// <remarks>Nothing where she was silent for so long that her track is lost. The last moment of the leg belongs to the next one.</remarks>
    public void Find(in PositionReport from, in PositionReport to, List<VesselCrossing> found)
    {
        var gap = to.Time - from.Time;
        if (gap > options.TrackLostAfter || gap < TimeSpan.Zero)
        {
            return;
        }

        var count = index.FindCrossings(from.Position, to.Position, to.Time, crossings);
        if (count > 0)
        {
            Take(from, to, crossings.AsSpan(0, count), found);
        }
    }

    /// <summary>Adds crossings of a leg that were found already.</summary>
    internal void Take(in PositionReport from, in PositionReport to, ReadOnlySpan<AssetCrossing> crossed, List<VesselCrossing> found)
    {
        var gap = to.Time - from.Time;
        var isSure = gap <= SilenceLimit.After(from, options);
        foreach (ref readonly var crossing in crossed)
        {
            if (!lines.TryGetValue(crossing.Asset, out var line))
            {
                lines.Add(crossing.Asset, line = new AssetLine(crossing.Asset));
            }

            found.Add(new VesselCrossing(
                crossing.Asset.Id,
                line.Shape,
                from.Time + (gap * crossing.Fraction),
                from.Mmsi,
                PositionReport.ToRaw(crossing.Point.Latitude),
                PositionReport.ToRaw(crossing.Point.Longitude),
                (int)Math.Round(line.MetresAlong(crossing.Point)),
                from.RawSpeed,
                from.RawCourse,
                (int)gap.TotalSeconds,
                isSure));
        }
    }
}
