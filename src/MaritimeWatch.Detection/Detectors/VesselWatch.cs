using MaritimeWatch.Detection.Ordering;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>Everything kept about one vessel: reports awaiting order, track, crossings, and her detectors once they are needed.</summary>
internal sealed class VesselWatch(Mmsi mmsi, byte hull = 0)
{
    private const int RememberedCrossings = 16;

    private readonly List<RecentCrossing> crossings = [];
    private IDetector[]? detectors;

    public VesselTrack Track { get; } = new(mmsi);

    /// <summary>Which of the hulls under her MMSI she is; 0 for the first or only one.</summary>
    public byte Hull { get; } = hull;

    public ReorderBuffer Waiting { get; } = new();

    /// <summary>Crossings of watched assets, oldest first; the last few.</summary>
    public IReadOnlyList<RecentCrossing> Crossings => crossings;

    /// <summary>Event time of the last crossing, or <see cref="Instant.MinValue"/>.</summary>
    public Instant LastCrossing { get; private set; } = Instant.MinValue;

    /// <summary>No asset line is nearer than this many metres: until she has moved that far, none need be looked up.</summary>
    public double ClearanceMetres { get; set; }

    /// <summary>The clearance holds until then: assets come into service.</summary>
    public Instant ClearanceUntil { get; set; } = Instant.MinValue;

    /// <summary>Whether a detector is in the middle of something and must see every fix.</summary>
    public bool IsAlert { get; set; }

    /// <summary>Her detectors, made when first needed.</summary>
    public IDetector[] Detectors => detectors ??= DetectorCatalog.Create();

    /// <summary>Her detectors, or null while none was needed.</summary>
    public IDetector[]? DetectorsInUse => detectors;

    public void Crossed(in RecentCrossing crossing)
    {
        if (crossings.Count == RememberedCrossings)
        {
            crossings.RemoveAt(0);
        }

        crossings.Add(crossing);
        LastCrossing = crossing.Time;
    }

    /// <summary>Whether a situation of a kind is open, raised or held back.</summary>
    public bool IsOpen(AlertKind kind)
    {
        foreach (var detector in detectors ?? [])
        {
            // Two detectors may share a kind.
            if (detector.Kind == kind && detector.Episode.IsOpen)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Forgets all but who she is.</summary>
    public void Forget()
    {
        crossings.Clear();
        detectors = null;
        IsAlert = false;
        LastCrossing = Instant.MinValue;
        ClearanceMetres = 0;
        Track.Samples.Clear();
        Track.Stop.Clear();
    }
}
