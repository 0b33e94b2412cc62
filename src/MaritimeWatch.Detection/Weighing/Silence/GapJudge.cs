using MaritimeWatch.Detection.Detectors;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>Decides what a long silence means: she would have been heard there and on her way on, others are, and nothing else explains it.</summary>
internal sealed class GapJudge(AssetIndex index, DarkGapOptions options, CoverageGrid grid, HeardVessels vessels, OutageLog outages, FeedPulse pulse)
{
    // More silences than this in her own last hours, and one more is how her transponder is heard.
    private const int HabitualBreaks = 2;

    // Who was heard shortly before she fell silent belongs to the picture she was part of.
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan HabitMemory = TimeSpan.FromHours(6);

    private readonly AreaProximity[] areas = new AreaProximity[16];

    /// <summary>Judges a vessel whose silence has reached what counts.</summary>
    public GapJudgement Judge(HeardVessel vessel, in PositionReport lastFix, SeaPicture picture)
    {
        var now = picture.Now;
        if (!HeardVessel.IsUnderWay(vessel.Sample, options) || lastFix.Time - pulse.First < options.MinHistory || IsInHarbour(lastFix.Position, now))
        {
            return GapJudgement.Unremarkable(isLost: false);
        }

        var threshold = vessel.DarkAfter(options);
        var outage = outages.BeganWith(vessel.Cell, vessel.LastHeard);
        var isOut = outage is not null && now < outage.Until + threshold;
        var (silent, heard) = WithHer(vessel, lastFix.Position, options.CompareMetres, picture);
        var (silentNear, heardNear) = WithHer(vessel, lastFix.Position, options.CompareMetres / 2, picture);
        var isShared = IsShared(silent, heard) || (silentNear > 1 && IsShared(silentNear, heardNear));
        if (!IsExpectedToBeHeard(vessel, Reckoning.Of(lastFix, vessel.Sample), now, out var coverage))
        {
            return GapJudgement.Unremarkable(isLost: !isOut && !isShared);
        }

        var isHabit = vessel.Breaks >= HabitualBreaks && vessel.LastHeard - vessel.LastBreak <= HabitMemory;
        var reason = isOut ? $"outage of {outage!.Name} since {outage.Since.ToDateTime():HH:mm} UTC"
            : isShared ? heard + silent < 4 ? "too few vessels are heard about her to tell her silence from the feed's" : $"{silent} of {silent + heard} vessels about her fell silent with her"
            : isHabit ? $"she is heard on and off: {vessel.Breaks} long silences within hours before"
            : "";
        return new GapJudgement(
            reason.Length > 0 ? SilencePhase.HeldBack : SilencePhase.Dark,
            reason,
            isOut,
            !isOut && !isShared,
            [
                new Explanation("end of reception", false, FormattableString.Invariant(
                    $"{coverage.Heard} of {coverage.Heard + coverage.Broken} passages of her class there were heard throughout in 7 days, and her way on is heard, too")),
                new Explanation("outage of the feed", isOut, isOut ? reason : "none is known there"),
                new Explanation("silence shared with others", isShared, FormattableString.Invariant($"{silent} of {silent + heard} vessels within {options.CompareMetres / Nautical.MetresPerMile:F0} nm fell silent with her, {heard} are heard")),
                new Explanation("port or anchorage", false, $"none is charted within {Wording.Distance(options.HarbourMetres)}"),
                new Explanation("heard on and off", isHabit, FormattableString.Invariant($"{(vessel.LastHeard - vessel.LastBreak <= HabitMemory ? vessel.Breaks : 0)} long silences in the {HabitMemory.TotalHours:F0} h before")),
            ],
            [
                new Measurement("expected interval", Rounding.Tenth(vessel.IntervalSeconds), "s"),
                new Measurement("coverage of her waters for her class", Rounding.Hundredth(coverage.Share), "", options.MinCoverage, ">="),
                new Measurement("share that fell silent with her", Rounding.Hundredth(silent / (double)(silent + heard)), "", options.SharedSilence, "<"),
                new Measurement("vessels heard about her since", heard, ""),
            ]);
    }

    /// <summary>Whether land is charted at all, and none within a distance.</summary>
    public bool IsFarFromShore(GeoPosition place, Instant now)
    {
        if (!index.Chart.Areas.Any(area => area.Category == ContextCategory.Land))
        {
            return false;
        }

        var found = index.FindAreas(place, options.DisablingMetres, now, areas);
        return found < areas.Length && !areas.AsSpan(0, found).ToArray().Any(area => area.Area.Category == ContextCategory.Land);
    }

    private bool IsShared(int silent, int heard) => silent >= options.SharedSilence * (silent + heard);

    /// <summary>Vessels about her, herself included, that fell silent with her, and those that were heard on.</summary>
    private (int Silent, int Heard) WithHer(HeardVessel vessel, GeoPosition place, double metres, SeaPicture picture)
    {
        var (silent, heard) = (1, 0);
        foreach (var other in picture.FindWithin(place, metres, picture.Now - (vessel.LastHeard - Before)))
        {
            // Whoever is moored is heard by the port's own receiver.
            if (other.Key == vessel.Key || other.Last.Status == NavigationalStatus.Moored || vessels.Find(other.Key) is not { } heardOf)
            {
                continue;
            }

            if (heardOf.Phase == SilencePhase.Heard)
            {
                heard += heardOf.LastHeard > vessel.LastHeard + options.SharedWithin ? 1 : 0;
            }
            else if ((heardOf.LastHeard - vessel.LastHeard).Duration() <= options.SharedWithin)
            {
                silent++;
            }
        }

        return (silent, heard);
    }

    /// <summary>Whether vessels of her class are heard where she was last, and where she would be within half an hour.</summary>
    private bool IsExpectedToBeHeard(HeardVessel vessel, in Reckoning reckoning, Instant now, out Coverage coverage)
    {
        var today = CoverageGrid.DayOf(now);
        coverage = default;
        if (grid.At(vessel.Cell, vessel.Class, today) is not { } here || here.Share < options.MinCoverage)
        {
            return false;
        }

        coverage = here;
        for (var part = 1; part <= 3; part++)
        {
            var ahead = reckoning.After(options.SilenceClassB * part / 3);
            var (latitude, longitude) = (PositionReport.ToRaw(ahead.Latitude), PositionReport.ToRaw(ahead.Longitude));
            var cell = SeaCell.Of(latitude, longitude);
            if (!grid.IsHeardAt(latitude, longitude, vessel.Class, today)
                || (cell != vessel.Cell && (grid.At(cell, vessel.Class, today) is not { } there || there.Share < options.MinCoverage)))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsInHarbour(GeoPosition place, Instant now)
    {
        var found = index.FindAreas(place, options.HarbourMetres, now, areas);
        for (var i = 0; i < found; i++)
        {
            if (areas[i].Area.Category is ContextCategory.Port or ContextCategory.Anchorage)
            {
                return true;
            }
        }

        return false;
    }
}
