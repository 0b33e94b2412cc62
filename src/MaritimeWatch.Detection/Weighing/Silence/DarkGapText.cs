using System.Collections.Immutable;
using System.Globalization;
using MaritimeWatch.Detection.Detectors;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>What G1 says.</summary>
internal sealed class DarkGapText(AssetIndex index, DarkGapOptions options, string settingsHash)
{
    private const int MostLate = 10;

    internal static readonly RuleText Rule = new(
        "G1 dark gap",
        "1",
        "Dark gap",
        "A vessel under way is silent for longer than ten of her intervals and 10 min (Class B 30 min), where at least 90 % of the passages of her class are heard throughout and the vessels about her are heard on.")
    {
        HeldBackBy = "thin or ragged coverage, learned from the stream itself; an outage of the feed; three tenths of the ships about her silent with her",
        Remark = "Graded again, with the assets between, when she is back; taken back when late data fill it.",
        Settings = [nameof(DetectionSettings.DarkGap), nameof(DetectionSettings.Projection)],
    };

    private readonly AreaProximity[] areas = new AreaProximity[16];

    /// <summary>She is dark.</summary>
    public Finding Dark(DarkGap gap, AlertState state, Instant now, ImmutableArray<NextAsset> next, string cause)
    {
        var silence = now - gap.LastFix.Time;
        var near = gap.Asset is { } asset ? $", {Wording.Distance(gap.AssetMetres ?? 0)} from {asset.Name}" : "";
        var course = double.IsNaN(gap.Reckoning.CourseDegrees)
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" on {gap.Reckoning.CourseDegrees:000}° at {Wording.Knots(gap.Reckoning.SpeedKnots)}");
        var crossed = gap.Severity >= Severity.Alarm ? next.FirstOrDefault(ahead => ahead.Eta <= now) : null;
        var over = crossed is null ? "" : $"; on that course she would have crossed {crossed.AssetName} about {Clock(crossed.Eta)}";
        var noun = gap.IsDisabling ? "apparent disabling of AIS" : "apparent dark gap";
        return Make(
            gap,
            state,
            now,
            gap.LastFix.Position,
            $"{Wording.Name(gap.Identity)} has been silent for {Wording.Duration(silence)} where others are heard: {noun}, last seen at {Clock(gap.LastFix.Time)}{course}{near}{over}.",
            "Call her on VHF and by DSC, ask the neighbouring stations whether they hear or see her, and look for her by radar along her last course.",
            silence,
            next,
            cause,
            []);
    }

    /// <summary>She is back, or late reports shortened the silence.</summary>
    public Finding Regraded(DarkGap gap, AlertState state, Instant eventTime, ImmutableArray<NextAsset> next, string cause)
    {
        if (gap.Return is not { } back)
        {
            return Dark(gap, state, eventTime, next, cause);
        }

        var silence = back.Time - gap.LastFix.Time;
        var metres = new LocalPlane(gap.LastFix.Position).DistanceTo(back.Position);
        var implied = Nautical.Knots(metres, silence);
        var crossings = gap.Crossings.Count == 0
            ? "no charted asset lies between"
            : $"possible crossing of {string.Join(", ", gap.Crossings.Select(crossing => crossing.Asset.Name).Distinct().Take(4))} while silent";
        var lost = implied < options.TimeLostBelow * gap.Reckoning.SpeedKnots ? " with time lost" : "";
        return Make(
            gap,
            state,
            eventTime,
            back.Position,
            $"{Wording.Name(gap.Identity)} is heard again after {Wording.Duration(silence)}, {Wording.Distance(metres)} on, {Wording.Knots(implied)} made good{lost}: {crossings}.",
            gap.Severity >= Severity.Warning
                ? "Ask her why AIS was off and what she did meanwhile, and have the assets between checked if anything is reported."
                : "Note it in the log; ask her about her AIS at the next call.",
            silence,
            [],
            cause,
            [
                new Measurement("distance between the fixes", Math.Round(metres), "m"),
                new Measurement("speed made good while silent", Rounding.Tenth(implied), "kn", Rounding.Tenth(options.TimeLostBelow * gap.Reckoning.SpeedKnots), "<"),
                new Measurement("assets between, sailing straight", gap.Crossings.Count, ""),
            ]);
    }

    /// <summary>The case is closed.</summary>
    public Finding Close(DarkGap gap, Instant now, Instant lastHeard, string cause) => Make(
        gap,
        AlertState.Closed,
        now,
        gap.Return?.Position ?? gap.LastFix.Position,
        $"Dark gap of {Wording.Name(gap.Identity)}{Wording.At(gap.Asset)} is over: {cause}.",
        "Nothing to do unless damage is reported; keep the track for the record.",
        (gap.Return?.Time ?? lastHeard) - gap.LastFix.Time,
        [],
        cause,
        []);

    /// <summary>Late reports filled the silence.</summary>
    public Finding Retract(DarkGap gap, Instant now)
    {
        var cause = $"{gap.Late.Count} late reports from {Clock(gap.Late[0].Time)} to {Clock(gap.Late[^1].Time)} fill the silence";
        return Make(
            gap,
            AlertState.Retracted,
            now,
            gap.Late[^1].Position,
            $"Dark gap of {Wording.Name(gap.Identity)}{Wording.At(gap.Asset)} is retracted: {cause}.",
            "Nothing to do: late data showed that this alert was wrong.",
            TimeSpan.Zero,
            [],
            cause,
            []);
    }

    private static string Clock(Instant time) => FormattableString.Invariant($"{time.ToDateTime():HH:mm} UTC");

    private static EvidenceFix FixOf(in PositionReport fix) =>
        new(fix.Time, Rounding.Position(fix.Position), fix.SpeedOverGroundKnots, fix.CourseOverGroundDegrees, fix.TrueHeadingDegrees);

    private Finding Make(
        DarkGap gap,
        AlertState state,
        Instant eventTime,
        GeoPosition position,
        string headline,
        string action,
        TimeSpan silence,
        ImmutableArray<NextAsset> next,
        string cause,
        ImmutableArray<Measurement> more) => new()
        {
            Kind = AlertKind.DarkGap,
            State = state,
            Severity = gap.Severity,
            Vessel = gap.Identity,
            Track = gap.Vessel.Track,
            Asset = gap.Asset,
            Since = gap.Since,
            EventTime = eventTime,
            OrderTime = eventTime,
            Position = Rounding.Position(position),
            DistanceMetres = gap.AssetMetres is { } metres ? Math.Round(metres) : null,
            NextAssets = next,
            Headline = headline,
            RecommendedAction = action,
            Evidence = new Evidence(
                Rule.Detector,
                Rule.Version,
                settingsHash,
                Rule.Sentence,
                [new Measurement("silence", Rounding.Tenth(silence.TotalMinutes), "min", Rounding.Tenth(gap.Threshold.TotalMinutes), ">="), .. gap.Grounds, .. more],
                FixesOf(gap),
                gap.Explanations,
                [.. gap.Crossings.Select(crossing => crossing.Asset.Id).Where(id => id != gap.Asset?.Id).Distinct()],
                AreaIds(position, eventTime),
                cause),
        };

    private ImmutableArray<EvidenceFix> FixesOf(DarkGap gap)
    {
        var fixes = ImmutableArray.CreateBuilder<EvidenceFix>();
        fixes.Add(FixOf(gap.FirstFix));
        var step = Math.Max(1, (gap.Late.Count + MostLate - 1) / MostLate);
        for (var i = 0; i < gap.Late.Count; i += step)
        {
            fixes.Add(FixOf(gap.Late[i]));
        }

        if (gap.Return is { } back)
        {
            fixes.Add(new EvidenceFix(
                back.Time,
                Rounding.Position(back.Position),
                float.IsNaN(back.MeanSpeedKnots) ? null : Rounding.Tenth(back.MeanSpeedKnots),
                float.IsNaN(back.CourseDegrees) ? null : Rounding.Tenth(back.CourseDegrees),
                null));
        }

        return fixes.ToImmutable();
    }

    private ImmutableArray<string> AreaIds(GeoPosition place, Instant time)
    {
        var found = index.FindAreas(place, 0, time, areas);
        return [.. areas.Take(found).Select(area => area.Area.Id)];
    }
}
