using System.Globalization;
using MaritimeWatch.Domain;
using MaritimeWatch.Simulator.Evaluation;

namespace MaritimeWatch.Service.Comparison;

/// <summary>What differs between one alert before and after; null or empty where nothing does.</summary>
internal sealed record AlertChange
{
    private AlertChange(AlertOutline before, AlertOutline after)
    {
        (Before, After) = (before, after);
        RaisedLaterMinutes = Shift(before.Raised, after.Raised);
        Severity = Words(Ranks.Severity(before.HighestRank), Ranks.Severity(after.HighestRank));
        ReachedLaterMinutes = before.HighestRank == after.HighestRank ? Shift(before.ReachedHighest, after.ReachedHighest) : null;
        Ending = Words(before.Ending.ToString().ToLowerInvariant(), after.Ending.ToString().ToLowerInvariant());
        Asset = Words(before.AssetId ?? "none", after.AssetId ?? "none");
        Revisions = Words(before.Revisions.ToString(CultureInfo.InvariantCulture), after.Revisions.ToString(CultureInfo.InvariantCulture));
        NoLongerSuppressedBy = [.. before.SuppressedBy.Except(after.SuppressedBy)];
        NewlySuppressedBy = [.. after.SuppressedBy.Except(before.SuppressedBy)];
        AlertId = Words(before.AlertId, after.AlertId);
    }

    public AlertOutline Before { get; }

    public AlertOutline After { get; }

    /// <summary>Minutes by which it is first published later; negative when earlier.</summary>
    public double? RaisedLaterMinutes { get; }

    /// <summary>The highest severity.</summary>
    public FromTo? Severity { get; }

    /// <summary>Minutes by which it reaches the same highest severity later; negative when earlier.</summary>
    public double? ReachedLaterMinutes { get; }

    /// <summary>Whether it is open, closed or retracted at the end.</summary>
    public FromTo? Ending { get; }

    public FromTo? Asset { get; }

    public FromTo? Revisions { get; }

    public IReadOnlyList<string> NoLongerSuppressedBy { get; }

    public IReadOnlyList<string> NewlySuppressedBy { get; }

    /// <summary>The id carries the start of the episode, which may shift.</summary>
    public FromTo? AlertId { get; }

    /// <summary>The difference of a pair, or null where there is none.</summary>
    public static AlertChange? Between(AlertOutline before, AlertOutline after)
    {
        var change = new AlertChange(before, after);
        return change.InWords().Any() ? change : null;
    }

    /// <summary>Each difference in a few words.</summary>
    public IEnumerable<string> InWords()
    {
        if (Severity is { } severity)
        {
            yield return $"severity {Ranks.Plain(severity.From)} -> {Ranks.Plain(severity.To)}";
        }

        if (RaisedLaterMinutes is { } raised)
        {
            yield return $"raised {AlertWords.Shift(raised)}";
        }

        // Where it was raised at its highest, that is the same news.
        if (ReachedLaterMinutes is { } reached && reached != RaisedLaterMinutes)
        {
            yield return $"{Ranks.Plain(Ranks.Severity(After.HighestRank))} {AlertWords.Shift(reached)}";
        }

        if (Ending is { } ending)
        {
            yield return $"{ending.From} -> {ending.To}";
        }

        if (Asset is { } asset)
        {
            yield return $"asset {asset.From} -> {asset.To}";
        }

        if (Revisions is { } revisions)
        {
            yield return $"revisions {revisions.From} -> {revisions.To}";
        }

        if (NewlySuppressedBy.Count > 0)
        {
            yield return $"now suppressed by: {string.Join("; ", NewlySuppressedBy)}";
        }

        if (NoLongerSuppressedBy.Count > 0)
        {
            yield return $"no longer suppressed by: {string.Join("; ", NoLongerSuppressedBy)}";
        }

        if (AlertId is { } id)
        {
            yield return $"now {id.To}";
        }
    }

    private static double? Shift(Instant before, Instant after) => before == after ? null : Math.Round((after - before).TotalMinutes, 3);

    private static FromTo? Words(string before, string after) => before == after ? null : new FromTo(before, after);
}
