using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Forensics;

/// <summary>Puts together what is known of one vessel: facts, score, reasons.</summary>
internal static class SuspectAssessment
{
    /// <summary>Shorter vessels are listed apart: detectors.md C.12.</summary>
    public const double SmallBelowMetres = 40;

    /// <summary>A speed over a silence below this share of the usual one means that time was lost on the way: G1.</summary>
    private const double TimeLostBelow = 0.8;

    /// <summary>Drift and stern-first runs are looked for so long before and after.</summary>
    private static readonly TimeSpan DriftWithin = TimeSpan.FromHours(2);

    public static Suspect Of(FaultQuestion question, SuspectVessel vessel, PositionReport[] track, IReadOnlyList<Presence> presences)
    {
        var hulls = AssetPassages.Hulls(track);
        var oddities = IdentityStudy.Of(vessel.Mmsi, vessel.Static, vessel.Spells, AssetPassages.CountHulls(hulls), question.At);
        var minutes = new Dictionary<PositionReport[], List<TrackMinute>>();
        Judged? best = null;

        // The same ship may have passed several times: what weighs most is what is told. Of a stay in which she crossed within the time asked about, the crossing is.
        var crossed = presences.Where(presence => presence.Kind == PresenceKind.Crossed && presence.Point.Time >= question.From && presence.Point.Time <= question.To).Select(presence => presence.Approach).ToHashSet();
        foreach (var presence in presences.Where(presence => presence.Kind != PresenceKind.Neared || !crossed.Contains(presence.Approach)))
        {
            // Two hulls under one number are two ships: only the one that was there is studied, drawn and shown. A stray fix is of none.
            var own = (presence.Point.Before ?? presence.Point.After) is { } fix ? hulls.FirstOrDefault(hull => Array.IndexOf(hull, fix) >= 0) ?? track : track;
            if (!minutes.TryGetValue(own, out var heard))
            {
                minutes.Add(own, heard = TrackMinute.Of(own));
            }

            var judged = Judge(question, vessel, own, presence, heard, oddities);
            if (best is null || judged.Score > best.Score || (judged.Score == best.Score && Math.Abs(judged.Facts.OffsetSeconds) < Math.Abs(best.Facts.OffsetSeconds)))
            {
                best = judged;
            }
        }

        return Told(question, vessel, best!, oddities);
    }

    private static Judged Judge(FaultQuestion question, SuspectVessel vessel, PositionReport[] track, Presence presence, List<TrackMinute> minutes, IReadOnlyList<string> oddities)
    {
        var moment = presence.Kind is PresenceKind.Crossed or PresenceKind.Neared ? presence.Nearest(question.At) : presence.Point.Before?.Time ?? presence.Point.Time;
        moment = presence.Kind == PresenceKind.Crossed ? presence.Point.Time : moment;
        var speed = SpeedStudy.Of(minutes, moment);
        var stale = Stale(question, presence);

        // What she did hours before the fault, far from it, says nothing of it.
        var drift = stale > DriftWithin.TotalHours ? new DriftStudy(0, 0, moment) : DriftStudy.Of(minutes, moment - DriftWithin, moment + DriftWithin);
        var facts = new SuspectFacts
        {
            Presence = presence.Kind,
            OffsetSeconds = (presence.Nearest(question.At) - question.At).TotalSeconds,
            PlusMinusSeconds = question.PlusMinus.TotalSeconds,
            AwayShare = presence.Kind == PresenceKind.Neared ? Math.Clamp((presence.Point.DistanceMetres - presence.Point.Doubt.Metres) / question.WithinMetres, 0, 1) : 0,
            BaselineKnots = speed?.BaselineKnots,
            SigmaKnots = speed?.SigmaKnots ?? 0,
            LossKnots = Loss(speed, presence),
            IsLossExplained = speed is { TurnDegrees: > SpeedStudy.ExplainingTurnDegrees },
            SlowMinutes = speed is not null && !presence.Approach.IsPossible ? speed.SlowMinutes : 0,
            CrabShiftDegrees = speed is null || presence.Approach.IsPossible ? 0 : double.IsNaN(speed.CrabShiftDegrees) ? 0 : speed.CrabShiftDegrees,
            SternFirstMinutes = drift.SternFirstMinutes,
            DriftMinutes = drift.DriftMinutes,
            LengthMetres = vessel.Static?.LengthMetres,
            SilenceMinutes = Silence(question, presence),
            StaleHours = stale,
            Oddities = oddities.Count,
            Alerts = [.. vessel.Alerts.Where(alert => alert.State != AlertState.Retracted).Select(alert => alert.Kind).Distinct().Order()],
        };
        var terms = SuspectScore.Terms(facts);
        return new Judged(presence, facts, speed, drift, terms, SuspectScore.Sum(terms), track);
    }

    private static Suspect Told(FaultQuestion question, SuspectVessel vessel, Judged judged, IReadOnlyList<string> oddities)
    {
        var words = new SuspectWords(question, judged.Presence, judged.Facts, judged.Speed, judged.Drift, judged.Terms, oddities, vessel.Alerts);
        return new Suspect
        {
            Mmsi = vessel.Mmsi,
            Static = vessel.Static,
            IsApart = IsApart(vessel.Static, judged.Track),
            Score = judged.Score,
            Terms = judged.Terms,
            Reasons = words.Reasons(),
            Against = words.Against(),
            Presence = judged.Presence,
            Facts = judged.Facts,
            Speed = judged.Speed,
            Alerts = vessel.Alerts,
            Track = judged.Track,
        };
    }

    private static double Loss(SpeedStudy? speed, Presence presence)
    {
        if (speed is null)
        {
            return 0;
        }

        if (!presence.Approach.IsPossible)
        {
            return Math.Max(0, speed.LossKnots);
        }

        // Nobody heard her at the stretch; but whether she lost time on the way can be seen.
        return presence.Point is { Before: { } before, After: { } after } && Made(before, after) is var made && made < TimeLostBelow * speed.BaselineKnots
            ? speed.BaselineKnots - made
            : 0;
    }

    private static double Made(in PositionReport before, in PositionReport after) =>
        Nautical.Knots(Geodesic.DistanceMetres(before.Position, after.Position), after.Time - before.Time);

    private static double Silence(FaultQuestion question, Presence presence)
    {
        // Whoever was not heard again may have sailed out of range: only a silence with two ends is one over the asset.
        if (!presence.Approach.IsPossible || presence.Kind == PresenceKind.Stale || presence.Latest < question.From || presence.Earliest > question.To)
        {
            return 0;
        }

        return presence.Point is { Before: { } before, After: { } after } ? (after.Time - before.Time).TotalMinutes : 0;
    }

    private static double Stale(FaultQuestion question, Presence presence) =>
        presence.Kind == PresenceKind.Stale && (presence.Point.Before ?? presence.Point.After) is { } fix ? (presence.Nearest(question.At) - fix.Time).Duration().TotalHours : 0;

    /// <summary>Passenger ships, cargo ships and tankers (ITU-R M.1371-5, table 53) do not fish, whatever status somebody set on the bridge.</summary>
    private static bool IsMerchant(StaticReport? known) => known?.ShipType is { Code: >= 60 and <= 89 };

    private static bool IsApart(StaticReport? known, IReadOnlyList<PositionReport> track) =>
        known?.ShipType is { } type && (type.IsFishing || type.Code is 36 or 37)
        || known?.LengthMetres < SmallBelowMetres
        || (!IsMerchant(known) && track.Count(fix => fix.Status == NavigationalStatus.EngagedInFishing) * 2 > track.Count)
        || (known?.LengthMetres is null && track.Count > 0 && track.All(fix => fix.StationClass == StationClass.ClassB));

    private sealed record Judged(
        Presence Presence, SuspectFacts Facts, SpeedStudy? Speed, DriftStudy Drift, IReadOnlyList<ScoreTerm> Terms, double Score, PositionReport[] Track);
}
