using System.Collections.Immutable;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>G1: raises dark gaps, follows them while they last, and grades them again when the vessel or late reports come in.</summary>
internal sealed class DarkGapWatch(AssetIndex index, DetectionSettings settings, GapJudge judge, PassageBook passages, HeardVessels vessels, DarkGapText text)
{
    private static readonly TimeSpan LookAgainHeldBack = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LookAgainDark = TimeSpan.FromMinutes(30);

    // Ships that come by hours later say nothing of how well she would have been heard when she fell silent.
    private static readonly TimeSpan StaysFresh = TimeSpan.FromMinutes(30);

    // Dead reckoning holds for a ship on passage, and not for ever; five miles about a slow one are near by themselves.
    private const double OnPassageKnots = 5;
    private static readonly TimeSpan ReckonedFor = TimeSpan.FromHours(2);

    private readonly List<DarkGap> closed = [];
    private readonly AssetProximity[] nearby = new AssetProximity[8];
    private readonly AssetCrossing[] crossings = new AssetCrossing[32];
    private readonly ProjectedCrossing[] ahead = new ProjectedCrossing[32];

    private DarkGapOptions Options => settings.DarkGap;

    /// <summary>Looks at a vessel whose silence is long.</summary>
    public void Look(HeardVessel vessel, SeaPicture picture, List<Finding> findings, HeldBackLog heldBack)
    {
        if (vessel.Gap is { } gap)
        {
            Follow(gap, picture, findings);
        }
        else if (vessel.LastFix is { } lastFix && picture.Now - lastFix.Time >= vessel.DarkAfter(Options))
        {
            Judge(vessel, lastFix, picture, findings, heldBack);
        }
    }

    /// <summary>A vessel is heard again; called with her first sample before she takes it.</summary>
    public void Return(HeardVessel vessel, in PictureSample sample, SeaPicture picture, List<Finding> findings)
    {
        vessel.HeldBackBy = null;
        if (vessel.Gap is not { Return: null } gap)
        {
            return;
        }

        gap.Return = sample;
        gap.CloseAt = sample.Time + Options.CloseAfter;
        gap.Identity = picture.IdentityOf(vessel.Mmsi, vessel.Track);
        vessels.LookAgain(vessel, gap.CloseAt);
        Regrade(gap, sample.Time, picture.Now, "she is heard again", findings);
    }

    /// <summary>A late report from within a silence: it may fill it.</summary>
    public void TakeLate(HeardVessel vessel, in PositionReport fix)
    {
        var gap = vessel.Gap ?? closed.LastOrDefault(old => old.Vessel.Key == vessel.Key);
        if (gap is not null && fix.Time > gap.Since && (gap.Return is not { } back || fix.Time < back.Time))
        {
            gap.Late.Add(fix);
        }

        if (fix.Time > vessel.LastHeard)
        {
            vessel.LearnLast(fix);
            vessels.LookAgain(vessel, fix.Time + vessel.DarkAfter(Options));
        }
    }

    /// <summary>What the late reports of a minute made of a vessel's gap.</summary>
    public void ApplyLate(HeardVessel vessel, SeaPicture picture, List<Finding> findings)
    {
        var gap = vessel.Gap ?? closed.LastOrDefault(old => old.Vessel.Key == vessel.Key);
        if (gap is null || gap.Late.Count == 0)
        {
            return;
        }

        gap.Late.Sort((a, b) => a.Time.CompareTo(b.Time));
        var (longest, until) = LongestHole(gap, picture.Now);
        if (until - longest.Time < gap.Threshold)
        {
            Retract(gap, picture.Now, findings);
            return;
        }

        // While she is dark, what counts is when she was last heard; once she is back, the longest that was left of the silence.
        var from = gap.Return is null ? gap.Late[^1] : longest;
        if (from.Time != gap.LastFix.Time)
        {
            gap.LastFix = from;
            gap.Reckoning = Reckoning.Of(from, vessel.Sample);
            if (vessel.Gap == gap)
            {
                vessels.LookAgain(vessel, picture.Now + UntilNextLook(gap, picture.Now));
                Regrade(gap, picture.Now, picture.Now, $"late reports fill the silence until {from.Time.ToDateTime():HH:mm} UTC", findings);
            }
        }
    }

    /// <summary>Another recording begins: what was open ends with the old one.</summary>
    public void EndRecording(Instant now, List<Finding> findings)
    {
        foreach (var vessel in vessels.All.Where(vessel => vessel.Gap is not null).OrderBy(vessel => vessel.Key))
        {
            findings.Add(text.Close(vessel.Gap!, now, now, "the recording ends there"));
        }

        closed.Clear();
    }

    private static (PositionReport From, Instant To) LongestHole(DarkGap gap, Instant now)
    {
        // The last fix as it was first known stands at the beginning; what came late divides the silence.
        var start = gap.FirstFix;
        var (longest, until) = (start, start.Time);
        foreach (var fix in gap.Late.Append(default))
        {
            var end = fix.Mmsi == gap.Vessel.Mmsi && fix.HasPosition ? fix.Time : gap.Return?.Time ?? now;
            if (end - start.Time > until - longest.Time)
            {
                (longest, until) = (start, end);
            }

            start = fix;
        }

        return (longest, until);
    }

    private void Judge(HeardVessel vessel, in PositionReport lastFix, SeaPicture picture, List<Finding> findings, HeldBackLog heldBack)
    {
        if (picture.Now - lastFix.Time > Options.GivenUpAfter)
        {
            vessel.Phase = SilencePhase.Unremarkable;
            return;
        }

        var judgement = judge.Judge(vessel, lastFix, picture);
        vessel.Phase = judgement.Phase;
        if (judgement.Phase == SilencePhase.HeldBack)
        {
            var isStillFresh = picture.Now - lastFix.Time < vessel.DarkAfter(Options) + StaysFresh;
            vessels.LookAgain(vessel, judgement.IsOut || isStillFresh ? picture.Now + LookAgainHeldBack : lastFix.Time + Options.GivenUpAfter);
            if (vessel.HeldBackBy is null)
            {
                vessel.HeldBackBy = judgement.Reason;
                heldBack.Add(new HeldBack(AlertKind.DarkGap, picture.IdentityOf(vessel.Mmsi, vessel.Track), NearestAsset(lastFix, out _)?.Id, lastFix.Time, picture.Now, judgement.Reason));
            }
        }
        else if (judgement.Phase == SilencePhase.Dark)
        {
            Raise(vessel, lastFix, judgement, picture, findings);
        }

        else
        {
            vessels.LookAgain(vessel, lastFix.Time + Options.GivenUpAfter);
        }

        if (judgement.IsLost)
        {
            passages.Lose(vessel);
        }
    }

    private void Raise(HeardVessel vessel, in PositionReport lastFix, GapJudgement judgement, SeaPicture picture, List<Finding> findings)
    {
        var asset = NearestAsset(lastFix, out var metres);
        var gap = new DarkGap
        {
            Vessel = vessel,
            Identity = picture.IdentityOf(vessel.Mmsi, vessel.Track),
            FirstFix = lastFix,
            LastFix = lastFix,
            Reckoning = Reckoning.Of(lastFix, vessel.Sample),
            Threshold = vessel.DarkAfter(Options),
            Asset = asset,
            AssetMetres = metres,
            Explanations = judgement.Explanations,
            Grounds = judgement.Grounds,
        };
        gap.Severity = WhileDark(gap, picture.Now, out var next);
        vessel.Gap = gap;
        findings.Add(text.Dark(gap, AlertState.Raised, picture.Now, next, "silent where others are heard"));
        vessels.LookAgain(vessel, picture.Now + UntilNextLook(gap, picture.Now));
    }

    private void Follow(DarkGap gap, SeaPicture picture, List<Finding> findings)
    {
        var now = picture.Now;
        if (gap.Return is { } back)
        {
            if (now < gap.CloseAt)
            {
                vessels.LookAgain(gap.Vessel, gap.CloseAt);
            }
            else if (gap.Vessel.Phase == SilencePhase.Heard)
            {
                Close(gap, now, $"she has been heard again since {back.Time.ToDateTime():HH:mm} UTC", findings);
            }
            else if (now - gap.Vessel.LastHeard < gap.Vessel.DarkAfter(Options))
            {
                vessels.LookAgain(gap.Vessel, gap.Vessel.LastHeard + gap.Vessel.DarkAfter(Options));
            }
            else
            {
                // A few words in the middle of it: she is dark again, and it is the same case.
                gap.Return = null;
                gap.Late.Add(gap.Vessel.LastFix ?? AsFix(gap.Vessel.Sample));
                gap.LastFix = gap.Late[^1];
                gap.Reckoning = Reckoning.Of(gap.LastFix, gap.Vessel.Sample);
                gap.Vessel.Phase = SilencePhase.Dark;
                vessels.LookAgain(gap.Vessel, now + LookAgainDark);
            }

            return;
        }

        if (now - gap.LastFix.Time >= Options.GivenUpAfter)
        {
            Close(gap, now, $"she has not been heard for {Options.GivenUpAfter.TotalHours:F0} h", findings);
            return;
        }

        gap.Vessel.Phase = SilencePhase.Dark;
        var severity = WhileDark(gap, now, out var next);
        var isDisabling = now - gap.LastFix.Time >= Options.DisablingAfter && judge.IsFarFromShore(gap.LastFix.Position, now);
        if (severity > gap.Severity || isDisabling != gap.IsDisabling)
        {
            gap.Severity = (Severity)Math.Max((byte)severity, (byte)gap.Severity);
            gap.IsDisabling = isDisabling;
            findings.Add(text.Dark(gap, AlertState.Maintained, now, next, isDisabling ? "long and far from shore" : "the silence goes on"));
        }

        vessels.LookAgain(gap.Vessel, now + UntilNextLook(gap, now));
    }

    /// <summary>How urgent a silence is that lasts; the assets on her way, as far as she would be by now or within the projection's horizon.</summary>
    private Severity WhileDark(DarkGap gap, Instant now, out ImmutableArray<NextAsset> next)
    {
        var silence = now - gap.LastFix.Time;
        var hasCrossed = false;
        var list = ImmutableArray.CreateBuilder<NextAsset>();
        if (gap.Reckoning is { SpeedKnots: > 0.2 } reckoning && !double.IsNaN(reckoning.CourseDegrees))
        {
            var horizon = silence + settings.Projection.Horizon;
            var found = index.Project(reckoning.From, reckoning.CourseDegrees, reckoning.Metres(horizon), now, ahead);
            for (var i = 0; i < found; i++)
            {
                var time = (gap.LastFix.Time + TimeSpan.FromSeconds(ahead[i].DistanceMetres / (reckoning.SpeedKnots * Nautical.MetresPerSecondPerKnot))).WholeSecond;
                hasCrossed |= time <= now && time - gap.LastFix.Time <= ReckonedFor && reckoning.SpeedKnots >= OnPassageKnots;
                if (list.Count < 6)
                {
                    var asset = ahead[i].Asset;
                    list.Add(new NextAsset(asset.Id, asset.Name, time, time, time, Math.Round(ahead[i].DistanceMetres), Detectors.Rounding.Position(ahead[i].Point), asset.Operator, asset.Contact));
                }
            }
        }

        next = list.ToImmutable();
        return silence >= Options.AlarmAfter && (gap.Asset is not null || hasCrossed) ? Severity.Alarm
            : silence >= Options.WarningAfter ? Severity.Warning
            : Severity.Notice;
    }

    private TimeSpan UntilNextLook(DarkGap gap, Instant now)
    {
        // The half hour is counted from the last fix, so that 30 min, 6 h and 12 h are met.
        var silence = now - gap.LastFix.Time;
        var looks = Math.Floor(silence / LookAgainDark) + 1;
        return (LookAgainDark * looks) - silence;
    }

    /// <summary>Grades a gap anew by what is known now: that she is back, or a shorter hole.</summary>
    private void Regrade(DarkGap gap, Instant eventTime, Instant now, string cause, List<Finding> findings)
    {
        var before = gap.Severity;
        ImmutableArray<NextAsset> next = [];
        if (gap.Return is { } back)
        {
            var to = back.Position;
            var found = index.FindCrossings(gap.LastFix.Position, to, back.Time, crossings);
            gap.Crossings = [.. crossings.Take(found)];
            gap.Severity = AfterReturn(gap, back);
        }
        else
        {
            gap.Severity = WhileDark(gap, now, out next);
        }

        var state = gap.Severity < before ? AlertState.Lowered : AlertState.Maintained;
        findings.Add(text.Regraded(gap, state, eventTime, next, cause));
    }

    /// <summary>
    /// An asset that lies between is a matter of time: sailed at her former speed, she passed over it as any ship does; with time lost, she may have
    /// lain there or dragged. Speed a ship cannot make says that the track is not what it seems, which is for another rule.
    /// </summary>
    private Severity AfterReturn(DarkGap gap, in PictureSample back)
    {
        var silence = back.Time - gap.LastFix.Time;
        var implied = Nautical.Knots(new LocalPlane(gap.LastFix.Position).DistanceTo(back.Position), silence);
        var hasLostTime = implied < Options.TimeLostBelow * gap.Reckoning.SpeedKnots;
        var isLong = silence >= Options.AlarmAfter;
        return isLong && gap.Crossings.Count > 0 && hasLostTime ? Severity.Alarm
            : silence >= Options.WarningAfter || (isLong && gap.Asset is not null && hasLostTime) ? Severity.Warning
            : Severity.Notice;
    }

    private void Retract(DarkGap gap, Instant now, List<Finding> findings)
    {
        findings.Add(text.Retract(gap, now));
        closed.Remove(gap);
        if (gap.Vessel.Gap == gap)
        {
            gap.Vessel.Gap = null;
            gap.Vessel.HeldBackBy = null;
            if (gap.Vessel.Phase != SilencePhase.Heard)
            {
                gap.Vessel.Phase = SilencePhase.Missing;
            }
        }
    }

    private void Close(DarkGap gap, Instant now, string cause, List<Finding> findings)
    {
        findings.Add(text.Close(gap, now, gap.Vessel.LastHeard, cause));
        gap.Vessel.Gap = null;
        closed.RemoveAll(old => now - old.CloseAt > settings.Order.LateDataHorizon);
        if (gap.Return is not null)
        {
            closed.Add(gap);
        }
        else
        {
            gap.Vessel.Phase = SilencePhase.Unremarkable;
        }
    }

    private ChartedAsset? NearestAsset(in PositionReport fix, out double? metres)
    {
        var found = index.FindWithin(fix.Position, Options.NearAssetMetres, fix.Time, nearby);
        metres = found > 0 ? nearby[0].DistanceMetres : null;
        return found > 0 ? nearby[0].Asset : null;
    }

    private static PositionReport AsFix(in PictureSample sample) => PositionReport.Create(
        sample.Time, sample.Mmsi, sample.Position,
        float.IsNaN(sample.MeanSpeedKnots) ? null : sample.MeanSpeedKnots,
        float.IsNaN(sample.CourseDegrees) ? null : sample.CourseDegrees,
        status: sample.Status, stationClass: sample.StationClass);
}
