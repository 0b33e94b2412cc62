using MaritimeWatch.Detection.Ordering;
using MaritimeWatch.Detection.Settings;
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
    private KinematicSpoofDetector? kinematicSpoof;
    private ImplausiblePositionDetector? implausiblePosition;
    private IdentityChangeDetector? identityChange;
    private CrossingTally? tally;
    private AreaVisits? visits;

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

    /// <summary>The whole picture was told that she has been silent since this event time.</summary>
    public Instant SilenceTold { get; set; } = Instant.MinValue;

    /// <summary>Event time of the last fix that was off her track and near it.</summary>
    public Instant LastStray { get; set; } = Instant.MinValue;

    /// <summary>Whether a detector is in the middle of something and must see every fix.</summary>
    public bool IsAlert { get; set; }

    /// <summary>Whether she is a search and rescue aircraft by her MMSI.</summary>
    public bool IsAircraft { get; } = mmsi.Kind == StationKind.SarAircraft;

    /// <summary>The hulls under her MMSI, where a fix could not be reached from her track; null for all but a few.</summary>
    public HullsOfMmsi? Hulls { get; set; }

    /// <summary>Whether her motion has lately been judged impossible, so that every fix must be looked at.</summary>
    public bool IsInDoubt => kinematicSpoof is { IsAlert: true };

    /// <summary>Judges motion no ship can make; made when first needed.</summary>
    public KinematicSpoofDetector KinematicSpoof => kinematicSpoof ??= new KinematicSpoofDetector();

    /// <summary>Whether her position or course is being doubted, so that every sample must be looked at.</summary>
    public bool IsOutOfPlace => implausiblePosition is { IsAlert: true };

    /// <summary>Judges positions and courses that cannot be; made when first needed.</summary>
    public ImplausiblePositionDetector ImplausiblePosition => implausiblePosition ??= new ImplausiblePositionDetector();

    /// <summary>Whether her MMSI is none of ITU-R M.585.</summary>
    public bool IsMalformed { get; } = mmsi.Kind == StationKind.Malformed;

    /// <summary>Whether there is a change of her identity to be looked at again.</summary>
    public bool HasIdentityChange => identityChange is { HasChanges: true };

    /// <summary>Judges changes of her identity; made when first needed, kept when her track is forgotten.</summary>
    public IdentityChangeDetector IdentityChange => identityChange ??= new IdentityChangeDetector();

    /// <summary>Her detectors, made when first needed.</summary>
    public IDetector[] DetectorsFor(DetectionSettings settings) => detectors ??= DetectorCatalog.Create(settings);

    /// <summary>Whether any detector was needed so far.</summary>
    public bool HasDetectors => detectors is not null || kinematicSpoof is not null || implausiblePosition is not null || identityChange is { Episode.IsOpen: true };

    /// <summary>Every detector that was needed so far.</summary>
    public IEnumerable<IDetector> DetectorsInUse
    {
        get
        {
            foreach (var detector in detectors ?? [])
            {
                yield return detector;
            }

            if (kinematicSpoof is not null)
            {
                yield return kinematicSpoof;
            }

            if (implausiblePosition is not null)
            {
                yield return implausiblePosition;
            }

            if (identityChange is not null)
            {
                yield return identityChange;
            }
        }
    }

    /// <summary>Whether an out-of-reach fix is a copy of an old report of hers, or of another hull under her MMSI.</summary>
    public bool HasBeenAt(in PositionReport fix)
    {
        if (Track.HasBeenAt(fix))
        {
            return true;
        }

        foreach (var other in Hulls?.Others ?? [])
        {
            if (other.Track.HasBeenAt(fix))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Crossings ever: what is beyond a detector's own count is new to it.</summary>
    public long CrossingCount { get; private set; }

    /// <summary>Event time at which she was last seen to fish, by her word or her track.</summary>
    public Instant LastFishing { get; set; } = Instant.MinValue;

    /// <summary>Crossings by asset and day; not forgotten with the track.</summary>
    public CrossingTally Tally => tally ??= new CrossingTally();

    /// <summary>Whether she ever crossed anything.</summary>
    public bool HasTally => tally is not null;

    /// <summary>Days on which she was in areas that are not to be entered; not forgotten with the track.</summary>
    public AreaVisits Visits => visits ??= new AreaVisits();

    public void Crossed(in RecentCrossing crossing)
    {
        if (crossings.Count == RememberedCrossings)
        {
            crossings.RemoveAt(0);
        }

        crossings.Add(crossing);
        CrossingCount++;
        LastCrossing = crossing.Time;
    }

    /// <summary>Whether a situation of a kind is open, raised or held back.</summary>
    public bool IsOpen(AlertKind kind) => EpisodeOf(kind) is { IsOpen: true };

    /// <summary>Whether a situation of a kind is open and people have been told.</summary>
    public bool IsPublished(AlertKind kind) => EpisodeOf(kind) is { IsPublished: true };

    /// <summary>What looked like impossible motion of hers was not.</summary>
    public void EndKinematicSpoof(Situation situation, in PositionReport fix, string reason)
    {
        if (kinematicSpoof is { Episode.IsOpen: true } open)
        {
            situation.Begin(this, Track.Last with { Time = fix.Time }, fix.Time);
            situation.Close(open.Episode, open.Rule, reason, AlertState.Retracted);
        }

        kinematicSpoof = null;
    }

    /// <summary>What seemed to be a change of identity not yet told was another hull.</summary>
    public void DropIdentityChange() => identityChange?.Drop();

    /// <summary>Forgets all but who she is and what she does by the month.</summary>
    public void Forget()
    {
        crossings.Clear();
        detectors = null;
        kinematicSpoof = null;
        implausiblePosition = null;
        IsAlert = false;
        LastCrossing = Instant.MinValue;
        LastFishing = Instant.MinValue;
        ClearanceMetres = 0;
        Track.Samples.Clear();
        Track.Stop.Clear();
    }

    /// <summary>The episode of a kind. Two rules may share one: of theirs what was published counts first, then what is open.</summary>
    private Episode? EpisodeOf(AlertKind kind)
    {
        Episode? found = null;
        foreach (var detector in detectors ?? [])
        {
            if (detector.Kind == kind && (found is null || detector.Episode.IsPublished || (detector.Episode.IsOpen && !found.IsOpen)))
            {
                found = detector.Episode;
            }
        }

        return found ?? kind switch
        {
            AlertKind.KinematicSpoof => kinematicSpoof?.Episode,
            AlertKind.ImplausiblePosition => implausiblePosition?.Episode,
            AlertKind.IdentityChange => identityChange?.Episode,
            _ => null,
        };
    }
}
