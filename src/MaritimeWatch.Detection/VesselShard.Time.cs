using MaritimeWatch.Detection.Detectors;
using MaritimeWatch.Detection.Weighing;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection;

/// <summary>What time alone does: reports leave their order, silences become long, tracks are lost, vessels are forgotten.</summary>
internal sealed partial class VesselShard
{
    /// <summary>Everything before the watermark is judged, and whatever waited for it happens.</summary>
    public void Advance(Instant watermark)
    {
        for (var i = 0; i < awake.Count; i++)
        {
            var known = awake[i];
            Advance(known, watermark);
            if (known.IsDormant)
            {
                // Her place goes to the last one: what is found of different vessels has no order here.
                known.IsAwake = false;
                awake[i--] = awake[^1];
                awake.RemoveAt(awake.Count - 1);
            }
        }

        if (watermark >= nextMidnight && watermark != Instant.MinValue)
        {
            ForgetSilent(watermark);
        }
    }

    private void Advance(KnownVessel known, Instant watermark)
    {
        var vessel = known.Watch;
        while (vessel.Waiting.TryRelease(watermark, settings.Order.DuplicateWindow, out var report, out var isDuplicate))
        {
            LoseTrack(vessel, report.Time);
            if (known.IsForgotten(report.Time))
            {
                vessel = BeginAnew(known, report);
                continue;
            }

            known.LastReport = report.Time;
            if (isDuplicate)
            {
                OrderCounter.Drop(DropReason.Duplicate);
            }

            if (report.Static is not null)
            {
                Identify(vessel, report, report.Time);
            }

            if (!isDuplicate && report.Dynamic.HasPosition)
            {
                Follow(vessel, report.Dynamic);
            }
        }

        LoseTrack(vessel, watermark);
        if (known.IsForgotten(watermark) && vessel.Waiting.NextTime == Instant.MaxValue)
        {
            Picture.Gone.Add(new GoneVessel(known.ForgottenAt, vessel.Track.Mmsi));
            known.Watch = new VesselWatch(vessel.Track.Mmsi);
            known.LastReport = Instant.MinValue;
            Forgotten++;
        }
    }

    /// <summary>She was silent for longer than anything is remembered of her while this report waited already.</summary>
    private VesselWatch BeginAnew(KnownVessel known, in AisReport report)
    {
        var anew = new VesselWatch(report.Mmsi);
        anew.Waiting.Add(report);
        while (known.Watch.Waiting.TryRelease(Instant.MaxValue, settings.Order.DuplicateWindow, out var next, out _))
        {
            anew.Waiting.Add(next);
        }

        Picture.Gone.Add(new GoneVessel(report.Time, report.Mmsi));
        known.Watch = anew;
        known.LastReport = Instant.MinValue;
        Forgotten++;
        return anew;
    }

    private void Wake(KnownVessel known)
    {
        if (!known.IsAwake)
        {
            known.IsAwake = true;
            awake.Add(known);
        }
    }

    /// <summary>Once a day of event time: vessels unheard for longer than anything is remembered of them make room.</summary>
    private void ForgetSilent(Instant watermark)
    {
        nextMidnight = KnownVessel.MidnightBefore(watermark) + TimeSpan.FromDays(1);
        foreach (var (mmsi, known) in vessels)
        {
            Advance(known, watermark);
            if (known.LastReport == Instant.MinValue && known.Watch.Waiting.NextTime == Instant.MaxValue && !known.IsAwake)
            {
                vessels.Remove(mmsi);
            }
        }
    }

    private void LoseTrack(VesselWatch vessel, Instant now)
    {
        LoseHull(vessel, now);
        if (vessel.Hulls is { } hulls)
        {
            foreach (var other in hulls.Others)
            {
                LoseHull(other, now);
            }

            hulls.CloseWhenSilent(situation, now);
        }
    }

    private void LoseHull(VesselWatch vessel, Instant now)
    {
        var track = vessel.Track;
        if (track.HasLast && now - track.Last.Time > settings.DarkGap.SilenceClassA && vessel.SilenceTold != track.Last.Time)
        {
            vessel.SilenceTold = track.Last.Time;
            Picture.Silences.Add(new SilenceFact(track.Last.Time + settings.DarkGap.SilenceClassA, vessel.Hull, track.Last));
        }

        var due = track.Last.Time + settings.Track.TrackLostAfter;
        if (!track.HasLast || due >= now || (!vessel.HasDetectors && track.Samples.Count == 0))
        {
            return;
        }

        situation.Begin(vessel, track.Last with { Time = due }, due);
        foreach (var detector in vessel.DetectorsInUse)
        {
            if (detector.Episode.IsOpen)
            {
                situation.Close(detector.Episode, detector.Rule, $"no report for {Wording.Duration(settings.Track.TrackLostAfter)}");
            }
        }

        vessel.Forget();
    }
}
