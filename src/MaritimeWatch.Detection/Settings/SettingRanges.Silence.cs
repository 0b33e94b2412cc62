namespace MaritimeWatch.Detection.Settings;

/// <summary>The ranges of G1 and H1.</summary>
internal static partial class SettingRanges
{
    private static void CheckSilence(DetectionSettings s, Action<string, double, double, double> number, Action<string, TimeSpan, TimeSpan, TimeSpan> time)
    {
        number("DarkGap:SilentIntervals", s.DarkGap.SilentIntervals, 3, 50);
        time("DarkGap:SilenceClassA", s.DarkGap.SilenceClassA, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(120));
        time("DarkGap:SilenceClassB", s.DarkGap.SilenceClassB, s.DarkGap.SilenceClassA, TimeSpan.FromMinutes(240));
        number("DarkGap:MinSpeedKnots", s.DarkGap.MinSpeedKnots, 0.1, 3);
        number("DarkGap:MinCoverage", s.DarkGap.MinCoverage, 0.5, 0.99);
        number("DarkGap:MinPassages", s.DarkGap.MinPassages, 3, 200);
        time("DarkGap:MinHistory", s.DarkGap.MinHistory, TimeSpan.FromMinutes(30), TimeSpan.FromDays(7));
        number("DarkGap:SharedSilence", s.DarkGap.SharedSilence, 0.1, 1);
        time("DarkGap:SharedWithin", s.DarkGap.SharedWithin, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(30));
        number("DarkGap:CompareMetres", s.DarkGap.CompareMetres, 5_000, 100_000);
        number("DarkGap:NearAssetMetres", s.DarkGap.NearAssetMetres, 500, 50_000);
        time("DarkGap:AlarmAfter", s.DarkGap.AlarmAfter, s.DarkGap.SilenceClassA, TimeSpan.FromHours(6));
        time("DarkGap:WarningAfter", s.DarkGap.WarningAfter, s.DarkGap.AlarmAfter, TimeSpan.FromHours(24));
        time("DarkGap:DisablingAfter", s.DarkGap.DisablingAfter, s.DarkGap.WarningAfter, TimeSpan.FromHours(72));
        number("DarkGap:DisablingMetres", s.DarkGap.DisablingMetres, 0, 500_000);
        number("DarkGap:HarbourMetres", s.DarkGap.HarbourMetres, 0, 20_000);
        number("DarkGap:TimeLostBelow", s.DarkGap.TimeLostBelow, 0.3, 1);
        time("DarkGap:CloseAfter", s.DarkGap.CloseAfter, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(120));
        time("DarkGap:GivenUpAfter", s.DarkGap.GivenUpAfter, s.DarkGap.DisablingAfter, TimeSpan.FromDays(14));
        time("FeedHealth:SilentAfter", s.FeedHealth.SilentAfter, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(60));
        number("FeedHealth:SilentIntervals", s.FeedHealth.SilentIntervals, 3, 100);
        time("FeedHealth:MinHistory", s.FeedHealth.MinHistory, TimeSpan.FromMinutes(10), TimeSpan.FromHours(24));
        number("FeedHealth:MinVessels", s.FeedHealth.MinVessels, 3, 100);
        number("FeedHealth:MissedIntervals", s.FeedHealth.MissedIntervals, 2, 20);
        time("FeedHealth:MissedAfter", s.FeedHealth.MissedAfter, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(30));
        time("FeedHealth:TogetherWithin", s.FeedHealth.TogetherWithin, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(30));
        number("FeedHealth:SilentShare", s.FeedHealth.SilentShare, 0.3, 1);
        time("FeedHealth:AlarmAfter", s.FeedHealth.AlarmAfter, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(60));
        number("FeedHealth:DegradedShare", s.FeedHealth.DegradedShare, 0.1, 0.9);
        number("FeedHealth:MinDays", s.FeedHealth.MinDays, 2, 7);
        number("FeedHealth:MinHourlyReports", s.FeedHealth.MinHourlyReports, 10, 100_000);
        time("FeedHealth:RecoveredAfter", s.FeedHealth.RecoveredAfter, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(30));
    }
}
