using MaritimeWatch.Detection.Detectors;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Detection.Weighing;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection;

/// <summary>Who a report is of: hulls under one MMSI, what they say of themselves, and positions that cannot be.</summary>
internal sealed partial class VesselShard
{
    /// <summary>Fixes under one MMSI that one track cannot hold: errors, jumps and other hulls.</summary>
    private void FollowHulls(VesselWatch vessel, in PositionReport fix)
    {
        if (vessel.Hulls?.Tracks.Reaches(fix, settings.Track) != true && vessel.HasBeenAt(fix))
        {
            TrackCounter.Drop(DropReason.ImplausibleJump);
            return;
        }

        var hulls = vessel.Hulls ??= new HullsOfMmsi(vessel);
        var step = hulls.Tracks.Observe(fix, settings);
        TrackCounter.Drop(DropReason.ImplausibleJump, step.Dropped);
        switch (step.Kind)
        {
            case HullStepKind.Take:
                Take(hulls[step.Hull], fix, fix.Time, isBreak: false);
                hulls.Judge(situation, fix, isNew: false, judgesHulls);
                if (hulls.IsOver(fix.Time, settings.DuplicateMmsi))
                {
                    vessel.Hulls = null;
                }

                return;
            case HullStepKind.Jump:
                TakeJump(hulls, hulls[step.Hull], step, fix.Time);
                return;
            case HullStepKind.NewHull:
                TakeFresh(hulls, hulls.Add(step.Hull), fix.Time);
                hulls.Judge(situation, fix, isNew: true, judgesHulls);
                return;
            default:
                if (judgesMotion && !hulls.Tracks.IsSplit)
                {
                    TakeStray(hulls, vessel, fix);
                }

                return;
        }
    }

    /// <summary>One fix off her track is an error; the second of three, too near for another hull, is a leap to and fro.</summary>
    private void TakeStray(HullsOfMmsi hulls, VesselWatch vessel, in PositionReport fix)
    {
        const double TwoOfThree = 3.5;
        var last = vessel.Track.Last;
        var jump = new TrackBreak(last, fix, false, hulls.Explain(vessel, last, fix, settings));
        if (jump.Metres > settings.DuplicateMmsi.MinDistanceMetres)
        {
            return;
        }

        if (vessel.LastStray + (vessel.Track.ReportInterval * TwoOfThree) >= fix.Time)
        {
            situation.Begin(vessel, fix, fix.Time);
            vessel.KinematicSpoof.Leapt(situation, jump);
        }

        vessel.LastStray = fix.Time;
    }

    private void TakeJump(HullsOfMmsi hulls, VesselWatch hull, in HullStep step, Instant confirmed)
    {
        var first = hulls.Tracks.Fresh[0];
        var left = step.Left;
        var jump = new TrackBreak(left, first, step.IsScattered, hulls.Explain(hull, left, first, settings));
        Picture.Jumps.Add(new TrackJump(first.Time, confirmed, hull.Track.Mmsi, hull.Hull, left.Position, first.Position, jump.Metres, jump.ImpliedKnots));
        TakeFresh(hulls, hull, confirmed);
        if (judgesMotion && !hulls.Tracks.IsSplit)
        {
            situation.Begin(hull, hull.Track.Last, confirmed);
            hull.KinematicSpoof.Jumped(situation, jump);
        }
    }

    /// <summary>The fixes that were held until it was clear whose they are, the first after a break.</summary>
    private void TakeFresh(HullsOfMmsi hulls, VesselWatch hull, Instant known)
    {
        var isBreak = true;
        foreach (var fix in hulls.Tracks.Fresh)
        {
            Take(hull, fix, known, isBreak);
            isBreak = false;
        }

        hulls.Tracks.TakeFresh();
    }

    /// <summary>What makes a position or an identity doubtful, each behind a trigger of its own: most fixes pass with a few comparisons.</summary>
    private void DetectDeception(VesselWatch vessel, in PositionReport fix, Instant known, WatchedAreas areas)
    {
        var track = vessel.Track;
        if (judgesMotion && (fix.RawSpeed > tooFastRaw || vessel.IsInDoubt || (track.IsSample && track.OutranShips(settings.KinematicSpoof))))
        {
            situation.Begin(vessel, fix, known);
            vessel.KinematicSpoof.Observe(situation);
        }

        if (!track.IsSample)
        {
            return;
        }

        if (judgesPlace && ((areas & WatchedAreas.Land) != 0 || vessel.IsOutOfPlace || track.CrabbingSince is not null))
        {
            situation.Begin(vessel, fix, known);
            vessel.ImplausiblePosition.Observe(situation);
        }

        if (judgesIdentity && vessel.IsMalformed && !vessel.HasIdentityChange)
        {
            vessel.IdentityChange.Doubt("MMSI", $"{fix.Mmsi} of no form of ITU-R M.585", fix.Time);
        }

        if (vessel.HasIdentityChange)
        {
            situation.Begin(vessel, fix, known);
            vessel.IdentityChange.Observe(situation);
        }
    }

    private void Identify(VesselWatch vessel, in AisReport report, Instant known)
    {
        var owner = vessel;
        if (vessel.Hulls is { } hulls)
        {
            hulls.Hear(report.Static!);
            if (hulls.Tracks.IsSplit)
            {
                owner = hulls.OwnerOf(report, settings.Track);
            }
        }

        if (owner is null)
        {
            return;
        }

        var before = owner.Track.Particulars;
        if (!owner.Track.Identify(report.Static!, report.Time))
        {
            return;
        }

        if (judgesIdentity && vessel.Hulls is not { Tracks.IsSplit: true })
        {
            CompareIdentity(owner, before, report.Time);
        }

        // The picture keeps one identity for an MMSI: that of the first hull.
        if (owner == vessel)
        {
            Picture.Identities.Add(new IdentityFact(known, owner.Track.Identity, owner.Track.ShipType));
        }
    }

    /// <summary>What she says now against what she said; judged with her next samples.</summary>
    private void CompareIdentity(VesselWatch vessel, VesselParticulars? before, Instant time)
    {
        var options = settings.IdentityChange;
        if (before is not null && IdentityComparison.Differs(before, vessel.Track.Particulars!))
        {
            vessel.IdentityChange.Hear(before, vessel.Track.Particulars!, options);
        }

        if (vessel.Track.RejectedImoNumber is { } imo && vessel.Track.LengthMetres >= options.LargeShipMetres)
        {
            vessel.IdentityChange.Doubt("IMO number", $"{imo}, whose check digit fails", time);
        }
    }
}
