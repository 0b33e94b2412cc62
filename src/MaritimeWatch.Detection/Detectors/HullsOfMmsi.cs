using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>The hulls under one MMSI, each with a track and detectors of her own, and the rule that tells them apart.</summary>
/// <remarks>It exists only while the fixes of the MMSI do not all belong to one track: for a wrong position, half an hour; for two hulls, a week longer than they are heard.</remarks>
internal sealed class HullsOfMmsi(VesselWatch first)
{
    private readonly List<VesselWatch> others = [];
    private readonly DuplicateMmsiDetector duplicate = new();

    /// <summary>Which fix belongs to which hull.</summary>
    public HullTracks Tracks { get; } = new(first.Track.Last, first.Track.ReportInterval);

    /// <summary>The second and further hulls.</summary>
    public IReadOnlyList<VesselWatch> Others => others;

    /// <summary>Event time two hulls were last told apart, or <see cref="Instant.MinValue"/>.</summary>
    public Instant LastSplit { get; private set; } = Instant.MinValue;

    /// <summary>Whether there is nothing to keep apart, or to remember, any more.</summary>
    public bool IsOver(Instant now, Settings.DuplicateMmsiOptions options) => Tracks.IsOnePlace && (LastSplit == Instant.MinValue || now - LastSplit > options.RememberedFor);

    /// <summary>Why a jump of one of them need not be one, or null.</summary>
    public string? Explain(VesselWatch hull, in PositionReport left, in PositionReport first, Settings.DetectionSettings settings) =>
        LastSplit != Instant.MinValue && first.Time - LastSplit <= settings.DuplicateMmsi.RememberedFor ? "two hulls have lately reported under this MMSI"
        : hull.Track.HasJustResumed(left, first, settings) ? "her track had only begun: a receiver that was just switched on, or old reports delivered together"
        : null;

    /// <summary>A hull by number, 0 the first.</summary>
    public VesselWatch this[int hull] => hull == 0 ? first : others[hull - 1];

    /// <summary>One more hull; the number may be that of one that is no longer heard.</summary>
    public VesselWatch Add(int hull)
    {
        if (hull > others.Count)
        {
            others.Add(new VesselWatch(first.Track.Mmsi, (byte)hull));
        }

        return this[hull];
    }

    /// <summary>The hull whose last fix is nearest to a report.</summary>
    public VesselWatch NearestTo(in PositionReport fix)
    {
        var (nearest, least) = (first, double.PositiveInfinity);
        for (var hull = 0; hull <= others.Count; hull++)
        {
            var track = this[hull].Track;
            if (track.HasLast)
            {
                var metres = new TrackBreak(track.Last, fix).Metres;
                (nearest, least) = metres < least ? (this[hull], metres) : (nearest, least);
            }
        }

        return nearest;
    }

    /// <summary>The hull that static data belong to, or null when that cannot be told.</summary>
    public VesselWatch? OwnerOf(in AisReport report, Settings.TrackOptions options)
    {
        if (report.Dynamic.HasPosition)
        {
            var hull = Tracks.HullOf(report.Dynamic, options);
            return hull < 0 ? null : this[hull];
        }

        VesselWatch? owner = null;
        for (var hull = 0; hull <= others.Count; hull++)
        {
            // A name without a position belongs to the hull that has it, or to the only one with that class of equipment.
            var candidate = this[hull];
            if (report.Static?.Name is { } name && name == candidate.Track.Particulars?.Name?.Value)
            {
                return candidate;
            }

            if (candidate.Track.Last.StationClass == report.Dynamic.StationClass)
            {
                if (owner is not null)
                {
                    owner = null;
                    break;
                }

                owner = candidate;
            }
        }

        return owner;
    }

    /// <summary>Notes what was said under the MMSI, whoever said it.</summary>
    public void Hear(StaticReport report) => duplicate.Hear(report);

    /// <summary>Judges the MMSI at a fix; the hulls are told apart even where nobody wants to hear of it.</summary>
    public void Judge(Situation situation, in PositionReport fix, bool isNew, bool isAlerted)
    {
        if (!isNew && !duplicate.Episode.IsOpen)
        {
            return;
        }

        if (isNew)
        {
            // Whoever seemed to jump was somebody else.
            for (var hull = 0; hull <= others.Count; hull++)
            {
                this[hull].EndKinematicSpoof(situation, fix, "two hulls report under this MMSI");
                this[hull].DropIdentityChange();
            }
        }

        LastSplit = Tracks.IsSplit ? fix.Time : LastSplit;
        if (isAlerted)
        {
            situation.Begin(first, fix, fix.Time);
            duplicate.Judge(situation, this, isNew);
        }
    }

    /// <summary>With nothing heard under the MMSI for long enough, it is over, whenever that is noticed.</summary>
    public void CloseWhenSilent(Situation situation, Instant now)
    {
        if (!duplicate.Episode.IsOpen)
        {
            return;
        }

        var last = Tracks.LastOfHulls.MaxBy(fix => fix.Time);
        var due = last.Time + situation.Settings.DuplicateMmsi.CloseAfter;
        if (due < now)
        {
            situation.Begin(first, last with { Time = due }, due);
            situation.Close(duplicate.Episode, duplicate.Rule, $"no report for {Wording.Duration(situation.Settings.DuplicateMmsi.CloseAfter)}");
            Tracks.JoinHulls();
        }
    }
}
