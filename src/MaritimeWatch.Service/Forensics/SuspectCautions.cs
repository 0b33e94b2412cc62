using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Forensics;

/// <summary>What a report cannot know, and what of it was cut.</summary>
internal static class SuspectCautions
{
    private const int MostNamed = 10;

    /// <summary>Plain sentences.</summary>
    /// <param name="silent">The search for the silent.</param>
    /// <param name="alerts">The alerts.</param>
    /// <param name="ranking">The lists.</param>
    /// <param name="cut">Vessels of whose tracks not everything was looked at.</param>
    public static IReadOnlyList<string> Of(SilentVessels silent, SuspectAlerts alerts, SuspectRanking ranking, IReadOnlyCollection<Mmsi> cut)
    {
        List<string> cautions =
        [
            "Vessels without AIS, or with it switched off for more than eight hours, are not listed.",
            "A drag under power may leave no trace in speed or course: a vessel with no sign of one is not cleared by that.",
            "The place of the asset is as charted; the doubt stands beside each passage.",
        ];
        if (ranking.Cut is { } sentence)
        {
            cautions.Add(sentence);
        }

        if (silent.IsCutShort)
        {
            cautions.Add($"There was too much traffic within 60 nm to look through all of it for vessels that had fallen silent: it was looked through from {silent.From.WholeSecond} to {silent.To.WholeSecond}. Ask again with a narrower stretch.");
        }

        if (cut.Count > 0)
        {
            cautions.Add(FormattableString.Invariant($"Of {cut.Count} vessels only the positions nearest to the fault were looked at, there were too many: {string.Join(", ", cut.OrderBy(mmsi => mmsi.Value).Take(MostNamed))}{(cut.Count > MostNamed ? " and others" : "")}."));
        }

        if (alerts.Within < SuspectAlerts.Usual)
        {
            cautions.Add(FormattableString.Invariant($"There were too many alerts to look at all of them: those within {alerts.Within.TotalMinutes:F0} min of the fault were looked at."));
        }

        return cautions;
    }
}
