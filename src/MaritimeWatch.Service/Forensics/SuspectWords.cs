using System.Globalization;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Commands;

namespace MaritimeWatch.Service.Forensics;

/// <summary>The reasons of one score in plain sentences: the number, what it was held against, and nothing that accuses.</summary>
internal sealed class SuspectWords(
    FaultQuestion question, Presence presence, SuspectFacts facts, SpeedStudy? speed, DriftStudy drift, IReadOnlyList<ScoreTerm> terms, IReadOnlyList<string> oddities, IReadOnlyList<AlertEvent> alerts)
{
    /// <summary>One sentence for each term that has points, the weightiest first; where and when always first.</summary>
    public IReadOnlyList<string> Reasons() =>
    [
        Place(),
        .. terms.Skip(1).Where(term => term.Points > 0).OrderByDescending(term => term.Points).SelectMany(Sentences),
    ];

    /// <summary>What was looked for and not found, and what explains what was.</summary>
    public IReadOnlyList<string> Against()
    {
        var against = new List<string>();
        if (speed is null)
        {
            against.Add("Her speed cannot be judged: there is no hour of steady way of 5 kn or more before.");
        }
        else if (Points("speed") == 0 && !presence.Approach.IsPossible)
        {
            against.Add(Text($"No loss of speed: {speed.LeastKnots:F1} kn at the stretch against her usual {speed.BaselineKnots:F1} kn; {SuspectScore.LeastLoss(speed.BaselineKnots, speed.SigmaKnots):F1} kn would count."));
        }
        else if (facts.IsLossExplained && Points("speed") > 0)
        {
            against.Add(Text($"She turned by {speed.TurnDegrees:F0}° within five minutes of it, which by itself costs speed (more than {SpeedStudy.ExplainingTurnDegrees:F0}° explains a loss); her points for speed are lowered to four tenths."));
        }

        if (speed is not null && !double.IsNaN(speed.AfterKnots) && speed.AfterKnots >= speed.BaselineKnots * 0.97 && Points("speed") > 0)
        {
            against.Add(Text($"She had her speed back within forty minutes: {speed.AfterKnots:F1} kn."));
        }

        if (presence.Kind == PresenceKind.Neared)
        {
            against.Add(presence.Approach.Crossed
                ? $"She crossed the asset at {presence.Approach.Crossings.MinBy(crossing => (crossing.Time - question.At).Duration())!.Time.WholeSecond}, outside of the time asked about."
                : "She did not cross the asset as charted.");
        }

        if (presence.Approach.IsPossible)
        {
            against.Add("Nobody heard her there: this is what she had the time for, not what she did.");
        }

        return against;
    }

    private string Place()
    {
        var point = presence.Point;
        var km = point.KilometresAlong is { } kilometre ? Text($" at kilometre {kilometre:F1}") : "";
        var name = question.Asset.Name;
        return presence.Kind switch
        {
            PresenceKind.Crossed => Text($"Crossed {name}{km} at {point.Time.WholeSecond} (± {Math.Ceiling(point.Doubt.Seconds):F0} s, {point.Doubt.Metres:F0} m) at {point.SpeedKnots:F1} kn: {Offset()}."),
            PresenceKind.Neared => Text($"Came within {point.DistanceMetres:F0} m of {name}{km} at {point.Time.WholeSecond} (± {point.Doubt.Metres:F0} m), within {question.WithinMetres:F0} m from {presence.Earliest.WholeSecond} to {presence.Latest.WholeSecond}: {Offset()}."),
            PresenceKind.SilentAcross => Text($"Not heard from {point.Before!.Value.Time} to {point.After!.Value.Time}; a straight way crosses {name}{km}, and she can have been there between {presence.Earliest.WholeSecond} and {presence.Latest.WholeSecond}, at up to {presence.Approach.FastestKnots:F1} kn: {Offset()}."),
            PresenceKind.SilentInReach => Text($"Not heard from {point.Before!.Value.Time} to {point.After!.Value.Time}; at up to {presence.Approach.FastestKnots:F1} kn she had the time to call at {name} and go on, between {presence.Earliest.WholeSecond} and {presence.Latest.WholeSecond}: {Offset()}."),
            _ => Stale(),
        };
    }

    private string Stale()
    {
        var point = presence.Point;
        return point.Before is { } before
            ? Text($"Present by a stale position only: last heard at {before.Time}, {Miles(before)} nm off, and not again before {question.To}; at up to {presence.Approach.FastestKnots:F1} kn she could have reached {question.Asset.Name} from {presence.Earliest.WholeSecond} on: {Offset()}.")
            : Text($"Present by a later position only: first heard at {point.After!.Value.Time}, {Miles(point.After.Value)} nm off; at up to {presence.Approach.FastestKnots:F1} kn she could have come from {question.Asset.Name} as late as {presence.Latest.WholeSecond}: {Offset()}.");
    }

    private string Miles(in PositionReport fix) => (Geodesic.DistanceMetres(fix.Position, presence.Point.OnAsset) / Nautical.MetresPerMile).ToString("F0", CultureInfo.InvariantCulture);

    private string Offset()
    {
        var beyond = Math.Abs(facts.OffsetSeconds) - facts.PlusMinusSeconds;
        return beyond <= 0
            ? $"inside the fault window, {question.From} to {question.To}"
            : $"{Duration(beyond)} {(facts.OffsetSeconds < 0 ? "before" : "after")} the fault window, {question.From} to {question.To}";
    }

    private IEnumerable<string> Sentences(ScoreTerm term)
    {
        switch (term.Name)
        {
            case "speed" when presence.Approach.IsPossible:
                yield return Text($"Made {facts.BaselineKnots - facts.LossKnots:F1} kn over the silence, against her usual {facts.BaselineKnots:F1} kn: time was apparently lost on the way (below 80 % counts).");
                break;
            case "speed":
                yield return Text($"Apparent loss of speed: {speed!.LeastKnots:F1} kn within five minutes of it, {facts.LossKnots:F1} kn ({facts.LossKnots / speed.BaselineKnots * 100:F0} %) below her own {speed.BaselineKnots:F1} kn of the hour before (from {SuspectScore.LeastLoss(speed.BaselineKnots, speed.SigmaKnots):F1} kn on it counts, in full from {SuspectScore.FullLoss(speed.BaselineKnots, speed.SigmaKnots):F1} kn); {Afterwards()}.");
                break;
            case "drag":
                foreach (var sentence in Drag())
                {
                    yield return sentence;
                }

                break;
            case "drift":
                yield return Text($"Apparently drifted for {facts.DriftMinutes:F0} min from {drift.DriftFrom.WholeSecond} on: 1 to 5 kn, her way 45° to 135° off her bow (from 5 min on it counts, in full from 20).");
                break;
            case "silence":
                yield return Text($"Silent for {facts.SilenceMinutes:F0} min over the time of the fault (more than {presence.Approach.SilenceThreshold.TotalMinutes:F0} min is a silence for her class; 30 min count in full).");
                break;
            case "alerts":
                yield return $"Alerts about her about that time: {string.Join("; ", alerts.Where(alert => alert.State != AlertState.Retracted).OrderBy(alert => alert.Since.UnixMilliseconds).ThenBy(alert => alert.AlertId, StringComparer.Ordinal).Take(5).Select(alert => $"{AlertText.Kind(alert.Kind)} since {alert.Since} ({alert.AlertId})"))}.";
                break;
            case "identity":
                yield return $"Oddities of her identity: {string.Join("; ", oddities)}.";
                break;
            default:
                yield return facts.LengthMetres is { } metres ? Text($"Length {metres:F0} m: from 40 m on a ship carries an anchor that reaches and parts a cable.") : "Length not known; half the points for size.";
                break;
        }
    }

    private IEnumerable<string> Drag()
    {
        if (facts.SlowMinutes > 5)
        {
            yield return Text($"Stayed 10 % or more below her usual speed for {facts.SlowMinutes:F0} min (from 5 min on it counts, in full from 20).");
        }

        if (facts.CrabShiftDegrees > 5)
        {
            yield return Text($"The angle between her bow and her way shifted by {facts.CrabShiftDegrees:F0}° against her own baseline (from 5° on it counts, in full from 15°).");
        }

        if (facts.SternFirstMinutes > 3)
        {
            yield return Text($"Went apparently stern first at 0.4 to 3 kn for {facts.SternFirstMinutes:F0} min (from 3 min on it counts, in full from 6).");
        }
    }

    private string Afterwards() => speed is null || double.IsNaN(speed.AfterKnots) ? "what she made afterwards is not known" : Text($"{speed.AfterKnots:F1} kn in the half hour after");

    private double Points(string name) => terms.First(term => term.Name == name).Points;

    private static string Duration(double seconds) => seconds < 120 ? Text($"{seconds:F0} s") : seconds < 7_200 ? Text($"{seconds / 60:F0} min") : Text($"{seconds / 3_600:F1} h");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
