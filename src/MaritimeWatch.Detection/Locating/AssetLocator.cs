using MaritimeWatch.Detection.Detectors;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Locating;

/// <summary>Locate: the crossings of asset lines between two fixes, and how long none need be looked for.</summary>
/// <remarks>
/// A crossing that happens between two fixes is never missed: every leg is tested that could reach a line. A leg shorter than the last
/// known distance to the nearest line cannot, and costs one subtraction. No crossing is drawn across a silence (detectors.md B.3).
/// </remarks>
internal sealed class AssetLocator(AssetIndex index, double approachMetres, CrossingRecorder? recorder = null)
{
    // The distance from the index and the length of the leg are measured on planes of their own: 1 % covers both.
    private const double Margin = 0.99;

    private static readonly TimeSpan LongestClearance = TimeSpan.FromMinutes(10);

    private readonly AssetCrossing[] crossings = new AssetCrossing[32];

    /// <summary>What was crossed since it was taken last, where that is written down: the sure crossings, and the possible ones across a silence.</summary>
    public List<VesselCrossing> Crossings { get; } = [];

    public StageCounter Counter { get; } = new("Locate");

    /// <summary>Finds what the last leg of a vessel's track crossed.</summary>
    public void Locate(VesselWatch vessel)
    {
        Counter.Received();
        var track = vessel.Track;
        var fix = track.Last;
        if (track.HasLeg)
        {
            vessel.ClearanceMetres -= track.LegMetres;
            if (vessel.ClearanceMetres > 0 && fix.Time < vessel.ClearanceUntil)
            {
                return;
            }

            var found = index.FindCrossings(track.Previous.Position, fix.Position, fix.Time, crossings);
            if (found > 0)
            {
                recorder?.Take(track.Previous, fix, crossings.AsSpan(0, found), Crossings);
            }

            for (var i = 0; i < found; i++)
            {
                var at = track.Previous.Time + ((fix.Time - track.Previous.Time) * crossings[i].Fraction);
                vessel.Crossed(new RecentCrossing(crossings[i].Asset, at.WholeSecond, crossings[i].Point));
            }
        }

        else if (track.IsAfterSilence && !track.HasJumpedHere)
        {
            recorder?.Find(track.Previous, fix, Crossings);
        }

        vessel.ClearanceUntil = fix.Time + LongestClearance;
        vessel.ClearanceMetres = index.IsNearAnyAsset(fix.RawLatitude, fix.RawLongitude) && index.TryFindNearest(fix.Position, fix.Time, out var nearest)
            ? Math.Min(nearest.DistanceMetres, approachMetres) * Margin
            : approachMetres * Margin;
    }
}
