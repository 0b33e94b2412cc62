using System.Globalization;
using System.Text;
using MaritimeWatch.Simulator.Evaluation;

namespace MaritimeWatch.Service.Comparison;

/// <summary>A comparison as a person reads it.</summary>
internal static class ComparisonTable
{
    /// <summary>The table, lines ended by LF, without one at the end.</summary>
    public static string Of(AlertComparison comparison)
    {
        var text = new StringBuilder();
        Alerts(text, "went", comparison.Gone);
        Alerts(text, "came", comparison.Come);
        if (comparison.Changed.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"changed: {comparison.Changed.Count}\n");
            foreach (var change in comparison.Changed)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {change.Before.Raised}  {AlertWords.Vessel(change.Before)}  {Ranks.Plain(change.Before.Kind)}  {change.Before.AlertId}\n");
                foreach (var words in change.InWords())
                {
                    text.Append(CultureInfo.InvariantCulture, $"      {words}\n");
                }
            }

            text.Append('\n');
        }

        var counts = comparison.Before.Select(alert => (Alert: alert, IsAfter: false)).Concat(comparison.After.Select(alert => (Alert: alert, IsAfter: true)))
            .GroupBy(side => (side.Alert.Kind, side.Alert.HighestRank))
            .OrderBy(group => group.Key.Kind, StringComparer.Ordinal).ThenByDescending(group => group.Key.HighestRank)
            .Select(group => (group.Key, Before: group.Count(side => !side.IsAfter), After: group.Count(side => side.IsAfter)))
            .Select(count => (string[])
            [
                Ranks.Plain(count.Key.Kind), Ranks.Plain(Ranks.Severity(count.Key.HighestRank)), Whole(count.Before), Whole(count.After),
                count.Before == count.After ? "" : (count.After - count.Before).ToString("+0;-0", CultureInfo.InvariantCulture),
            ])
            .ToList();
        if (counts.Count > 0)
        {
            text.Append(TextColumns.Of(["kind", "severity", ">before", ">after", ">difference"], counts)).Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"{comparison.Before.Count} alerts before, {comparison.After.Count} after: {comparison.Same} the same, {comparison.Changed.Count} changed, {comparison.Come.Count} came, {comparison.Gone.Count} went");
        return text.ToString();
    }

    private static void Alerts(StringBuilder text, string title, IReadOnlyList<AlertOutline> alerts)
    {
        if (alerts.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"{title}: {alerts.Count}\n");
        text.Append(TextColumns.Of(
            ["  raised", "vessel", "kind", "severity", "asset", "end", "suppressed by", "alert"],
            [
                .. alerts.Select(alert => (string[])
                [
                    $"  {alert.Raised}", AlertWords.Vessel(alert), Ranks.Plain(alert.Kind), Ranks.Plain(Ranks.Severity(alert.HighestRank)), alert.AssetId ?? "-",
                    alert.Ending.ToString().ToLowerInvariant(), alert.SuppressedBy.Count == 0 ? "-" : string.Join("; ", alert.SuppressedBy), alert.AlertId,
                ]),
            ]));
        text.Append('\n');
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
