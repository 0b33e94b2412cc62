using System.Collections.Immutable;
using System.Globalization;
using MaritimeWatch.Detection.Normality;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>What learned normality does to one situation: evidence always, and at most one step of severity.</summary>
/// <remarks>
/// A notice of loitering, repeated crossing or powered drag becomes a warning while the half hour is unusual; it stays one until the half hour is
/// ordinary again. A warning of loitering or repeated crossing is a notice while the half hour is ordinary. A suspected drag is never lowered:
/// the ships that cut cables moved as others do, a little slower. A drift is not moved either way: sideways is always unusual. Alarms are never touched,
/// and nothing is raised. decisions/0320.
/// </remarks>
internal struct LearnedWeight
{
    private bool isLifted;
    private string? lowered;

    /// <summary>The score of the last half hour, or null: no model, too little track, or too little learned of her class or of those waters.</summary>
    public static NormalityScore? ScoreOf(Situation situation)
    {
        var options = situation.Settings.Normality;
        var vesselClass = VesselClasses.Of(situation.Track.ShipType);
        return situation.Normality is { HasScores: true } model
            && model.VesselsOf(vesselClass) >= options.MinClassVessels
            && model.VesselsAbout(situation.Fix.Position) >= options.MinRegionVessels
            && model.TryScore(situation.Track.Samples, situation.Track.Scale, vesselClass, out var score)
                ? score
                : null;
    }

    /// <summary>The severity with what was learned in it.</summary>
    public Severity Weigh(Situation situation, AlertKind kind, Severity severity)
    {
        lowered = null;
        var mayLift = kind is AlertKind.Loitering or AlertKind.RepeatedCrossing or AlertKind.PoweredDrag;
        if (!mayLift || severity > Severity.Warning || situation.Learned is not { } score)
        {
            isLifted = false;
            return severity;
        }

        var options = situation.Settings.Normality;
        isLifted = score.Quantile >= options.UnusualQuantile || (isLifted && score.Quantile >= options.OrdinaryQuantile);
        if (severity == Severity.Notice)
        {
            return isLifted ? Severity.Warning : severity;
        }

        if (kind == AlertKind.PoweredDrag || score.Quantile >= options.OrdinaryQuantile)
        {
            return severity;
        }

        lowered = $"ordinary for {score.Class.InWords()} here, as learned";
        return Severity.Notice;
    }

    /// <summary>Reasons with the learned one, where it lowered.</summary>
    public readonly ImmutableArray<string> Reasons(ImmutableArray<string> reasons) =>
        lowered is null || reasons.Contains(lowered) ? reasons : reasons.Add(lowered);

    /// <summary>Evidence with the score, for the kinds it concerns, while they last.</summary>
    public static Evidence AddTo(Evidence evidence, Situation situation, AlertKind kind, AlertState state)
    {
        var concerns = kind is AlertKind.Loitering or AlertKind.RepeatedCrossing or AlertKind.PoweredDrag or AlertKind.Drifting
            && state is not (AlertState.Closed or AlertState.Retracted);
        if (!concerns || situation.Normality is not { } model)
        {
            return evidence;
        }

        if (situation.Learned is not { } score)
        {
            return evidence with { Explanations = evidence.Explanations.Add(new Explanation("ordinary here, as learned", false, $"unknown: too little of her track, or of these waters by model {model.Id}")) };
        }

        var options = situation.Settings.Normality;
        var percent = Math.Floor(score.Quantile * 1000) / 10;
        return evidence with
        {
            Measurements = evidence.Measurements.Add(new Measurement(
                $"unusual for {score.Class.InWords()} here, part of learned half hours below", percent, "%", options.UnusualQuantile * 100, ">=")),
            Explanations = evidence.Explanations.Add(new Explanation(
                "ordinary here, as learned",
                score.Quantile < options.OrdinaryQuantile,
                string.Create(CultureInfo.InvariantCulture, $"score {score.Score:F2}, above {percent:F1} % of the half hours of model {model.Id}; farthest from the ordinary is {WindowFeatures.InWords(score.Strangest)}"))),
        };
    }
}
