namespace MaritimeWatch.Detection.Settings;

/// <summary>The ranges of L2, TR and of the areas and lanes a vessel may be in.</summary>
internal static partial class SettingRanges
{
    private static void CheckCrossingAndFishing(DetectionSettings s, Action<string, double, double, double> number, Action<string, TimeSpan, TimeSpan, TimeSpan> time)
    {
        number("RepeatedCrossing:PatternCrossings", s.RepeatedCrossing.PatternCrossings, 3, 50);
        time("RepeatedCrossing:PatternWindow", s.RepeatedCrossing.PatternWindow, TimeSpan.FromHours(1), TimeSpan.FromHours(24));
        number("RepeatedCrossing:ReversalDegrees", s.RepeatedCrossing.ReversalDegrees, 45, 175);
        time("RepeatedCrossing:CloseAfter", s.RepeatedCrossing.CloseAfter, TimeSpan.FromHours(1), TimeSpan.FromHours(24));
        number("RepeatedCrossing:MonthCrossings", s.RepeatedCrossing.MonthCrossings, 5, 1000);
        number("RepeatedCrossing:MinSpeedKnots", s.RepeatedCrossing.MinSpeedKnots, 0, 3);
        time("RepeatedCrossing:CallAfter", s.RepeatedCrossing.CallAfter, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(60));
        number("RepeatedCrossing:ServiceSpreadMetres", s.RepeatedCrossing.ServiceSpreadMetres, 100, 20000);
        number("RepeatedCrossing:ServiceCrossings", s.RepeatedCrossing.ServiceCrossings, 3, 100);
        number("RepeatedCrossing:ServiceFraction", s.RepeatedCrossing.ServiceFraction, 0.5, 1);
        number("RepeatedCrossing:YachtMetres", s.RepeatedCrossing.YachtMetres, 0, 60);
        number("Trawling:MinSpeedKnots", s.Trawling.MinSpeedKnots, 0.5, 4);
        number("Trawling:MaxSpeedKnots", s.Trawling.MaxSpeedKnots, s.Trawling.MinSpeedKnots, 8);
        number("Trawling:SteamingKnots", s.Trawling.SteamingKnots, s.Trawling.MaxSpeedKnots, 12);
        number("Trawling:TurnDegrees", s.Trawling.TurnDegrees, 20, 120);
        number("Trawling:Turns", s.Trawling.Turns, 2, 20);
        time("Trawling:TurnWindow", s.Trawling.TurnWindow, TimeSpan.FromMinutes(30), TimeSpan.FromHours(12));
        number("Trawling:UndeclaredTurns", s.Trawling.UndeclaredTurns, s.Trawling.Turns, 40);
        number("Trawling:UndeclaredMetres", s.Trawling.UndeclaredMetres, 0, 150);
        time("Trawling:FishesOnFor", s.Trawling.FishesOnFor, TimeSpan.FromMinutes(10), TimeSpan.FromHours(24));
        number("Trawling:WarningPasses", s.Trawling.WarningPasses, 2, 50);
        time("Trawling:PassWindow", s.Trawling.PassWindow, TimeSpan.FromHours(1), TimeSpan.FromHours(24));
        time("Trawling:CloseAfter", s.Trawling.CloseAfter, TimeSpan.FromMinutes(10), TimeSpan.FromHours(12));
    }

    private static void CheckAreasAndLanes(DetectionSettings s, Action<string, double, double, double> number, Action<string, TimeSpan, TimeSpan, TimeSpan> time)
    {
        number("RestrictedArea:SafetyZoneMetres", s.RestrictedArea.SafetyZoneMetres, 0, 1852);
        number("RestrictedArea:ExitMetres", s.RestrictedArea.ExitMetres, 0, 500);
        time("RestrictedArea:WarningAfter", s.RestrictedArea.WarningAfter, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(240));
        number("RestrictedArea:CrewBoatMetres", s.RestrictedArea.CrewBoatMetres, 0, 100);
        number("RestrictedArea:RegularVisitDays", s.RestrictedArea.RegularVisitDays, 2, 30);
        number("WrongWay:AgainstDegrees", s.WrongWay.AgainstDegrees, 95, 179);
        time("WrongWay:After", s.WrongWay.After, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(120));
        number("WrongWay:MinSpeedKnots", s.WrongWay.MinSpeedKnots, 1, 10);
        number("WrongWay:EdgeMetres", s.WrongWay.EdgeMetres, 0, 2000);
        number("WrongWay:ExitDegrees", s.WrongWay.ExitDegrees, 45, s.WrongWay.AgainstDegrees);
        number("WrongWay:SmallMetres", s.WrongWay.SmallMetres, 0, 100);
        time("WrongWay:CloseAfter", s.WrongWay.CloseAfter, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(120));
    }
}
