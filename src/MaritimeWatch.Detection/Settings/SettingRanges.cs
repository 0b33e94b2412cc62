namespace MaritimeWatch.Detection.Settings;

/// <summary>The range of every threshold, in one place; the same ranges stand in the options' docstrings.</summary>
internal static partial class SettingRanges
{
    public static IReadOnlyList<string> Check(DetectionSettings s)
    {
        var problems = new List<string>();

        void Number(string path, double value, double least, double most)
        {
            if (!(value >= least && value <= most))
            {
                problems.Add(FormattableString.Invariant($"{path} is {value}; it must be {least} to {most}"));
            }
        }

        void Time(string path, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most)
            {
                problems.Add($"{path} is {value}; it must be {least} to {most} (write times as hh:mm:ss)");
            }
        }

        Time("Order:AllowedLateness", s.Order.AllowedLateness, Sec(0), Min(10));
        Time("Order:LateDataHorizon", s.Order.LateDataHorizon, s.Order.AllowedLateness, Hours(48));
        Time("Order:DuplicateWindow", s.Order.DuplicateWindow, Sec(0), Sec(30));
        Time("Track:SampleInterval", s.Track.SampleInterval, Sec(10), Sec(300));
        Number("Track:ImplausibleSpeedKnots", s.Track.ImplausibleSpeedKnots, 40, 200);
        Number("Track:ImplausibleJumpMetres", s.Track.ImplausibleJumpMetres, 100, 5000);
        Time("Track:SilenceAfter", s.Track.SilenceAfter, Min(5), Min(120));
        Time("Track:SilenceAfterSlowReporter", s.Track.SilenceAfterSlowReporter, Min(5), Min(240));
        Time("Track:TrackLostAfter", s.Track.TrackLostAfter, Hours(1), Hours(48));
        Number("Track:NewLegDegrees", s.Track.NewLegDegrees, 5, 90);
        Number("Corridor:CoreMetres", s.Corridor.CoreMetres, 10, 5000);
        Number("Corridor:ProtectedMetres", s.Corridor.ProtectedMetres, s.Corridor.CoreMetres, 5000);
        Number("Corridor:WatchMetres", s.Corridor.WatchMetres, s.Corridor.ProtectedMetres, 10000);
        Number("Corridor:ApproachMetres", s.Corridor.ApproachMetres, s.Corridor.WatchMetres, 20000);
        Number("Corridor:AccuratePositionSigmaMetres", s.Corridor.AccuratePositionSigmaMetres, 0, 1000);
        Number("Corridor:PositionSigmaMetres", s.Corridor.PositionSigmaMetres, 0, 1000);
        Number("Anchor:MaxStopSpeedKnots", s.Anchor.MaxStopSpeedKnots, 0.2, 2);
        Time("Anchor:ClusterAfter", s.Anchor.ClusterAfter, Min(5), Min(120));
        Number("Anchor:AnchoredStatusFixes", s.Anchor.AnchoredStatusFixes, 2, 20);
        Number("Anchor:MinSwingRadiusMetres", s.Anchor.MinSwingRadiusMetres, 50, 2000);
        Number("Anchor:SwingRadiusLengths", s.Anchor.SwingRadiusLengths, 0.5, 5);
        Number("Anchor:MaxSwingRadiusMetres", s.Anchor.MaxSwingRadiusMetres, Math.Max(100, s.Anchor.MinSwingRadiusMetres), 5000);
        Number("Anchor:LeaveSpeedKnots", s.Anchor.LeaveSpeedKnots, s.Anchor.MaxStopSpeedKnots, 5);
        Number("Anchor:FullTurnDegrees", s.Anchor.FullTurnDegrees, 90, 180);
        Number("AnchoredOnAsset:ExitBeyondTierMetres", s.AnchoredOnAsset.ExitBeyondTierMetres, 0, 2000);
        Number("DragAtAnchor:MinSpeedKnots", s.DragAtAnchor.MinSpeedKnots, 0.1, 2);
        Number("DragAtAnchor:MaxSpeedKnots", s.DragAtAnchor.MaxSpeedKnots, 1, 6);
        Number("DragAtAnchor:MinSternAngleDegrees", s.DragAtAnchor.MinSternAngleDegrees, 90, 179);
        Number("DragAtAnchor:MinFixes", s.DragAtAnchor.MinFixes, 2, 20);
        Number("DragAtAnchor:SteadyBowMetres", s.DragAtAnchor.SteadyBowMetres, 50, 1000);
        Time("DragAtAnchor:MinSpan", s.DragAtAnchor.MinSpan, Min(1), Min(60));
        Time("DragAtAnchor:SlowFormSpan", s.DragAtAnchor.SlowFormSpan, Min(2), Min(120));
        Number("DragAtAnchor:SlowFormMetres", s.DragAtAnchor.SlowFormMetres, 100, 5000);
        Time("DragAtAnchor:AlarmAhead", s.DragAtAnchor.AlarmAhead, Min(5), Min(240));
        Number("DragAtAnchor:SailedSpeedKnots", s.DragAtAnchor.SailedSpeedKnots, 1, 8);
        Number("DragAtAnchor:SailedMaxAngleDegrees", s.DragAtAnchor.SailedMaxAngleDegrees, 5, 60);
        Number("DragAtAnchor:StoppedSpeedKnots", s.DragAtAnchor.StoppedSpeedKnots, 0, 1);
        Number("DragAtAnchor:StoppedFixes", s.DragAtAnchor.StoppedFixes, 2, 20);
        Time("DragAtAnchor:CloseAfter", s.DragAtAnchor.CloseAfter, Min(5), Min(240));
        Time("PoweredDrag:BaselineWindow", s.PoweredDrag.BaselineWindow, Min(30), Min(120));
        Time("PoweredDrag:MinBaseline", s.PoweredDrag.MinBaseline, Min(10), s.PoweredDrag.BaselineWindow);
        Time("PoweredDrag:CrossingWindow", s.PoweredDrag.CrossingWindow, Min(1), Min(20));
        Time("PoweredDrag:OnsetBeforeCrossing", s.PoweredDrag.OnsetBeforeCrossing, Min(5), Min(60));
        Number("PoweredDrag:TierALossKnots", s.PoweredDrag.TierALossKnots, 0.1, 5);
        Number("PoweredDrag:TierALossFraction", s.PoweredDrag.TierALossFraction, 0.01, 0.5);
        Number("PoweredDrag:ThreeSigmaFloorKnots", s.PoweredDrag.ThreeSigmaFloorKnots, 0, 2);
        Number("PoweredDrag:TierBLossKnots", s.PoweredDrag.TierBLossKnots, 0.2, 5);
        Number("PoweredDrag:TierBLossFraction", s.PoweredDrag.TierBLossFraction, 0.02, 0.5);
        Time("PoweredDrag:TierBSustained", s.PoweredDrag.TierBSustained, Min(3), Min(60));
        Number("PoweredDrag:MinBaselineKnots", s.PoweredDrag.MinBaselineKnots, 2, 10);
        Number("PoweredDrag:MaxTrendKnotsPerHour", s.PoweredDrag.MaxTrendKnotsPerHour, 0, 5);
        Number("PoweredDrag:ExplainingCourseChangeDegrees", s.PoweredDrag.ExplainingCourseChangeDegrees, 5, 90);
        Number("PoweredDrag:ArrivalMetres", s.PoweredDrag.ArrivalMetres, 0, 50000);
        Number("PoweredDrag:CrewBoatMetres", s.PoweredDrag.CrewBoatMetres, 0, 100);
        Number("PoweredDrag:CrabShiftDegrees", s.PoweredDrag.CrabShiftDegrees, 2, 45);
        Number("PoweredDrag:SlowFraction", s.PoweredDrag.SlowFraction, 0.2, 0.95);
        Time("PoweredDrag:SlowFor", s.PoweredDrag.SlowFor, Min(5), Min(240));
        Number("PoweredDrag:RecoveredFraction", s.PoweredDrag.RecoveredFraction, 0.005, 0.2);
        Time("PoweredDrag:LowerAfter", s.PoweredDrag.LowerAfter, Min(5), Min(240));
        Time("PoweredDrag:CloseAfter", s.PoweredDrag.CloseAfter, Min(10), Min(480));
        Number("Drifting:MinSpeedKnots", s.Drifting.MinSpeedKnots, 0.2, 3);
        Number("Drifting:MaxSpeedKnots", s.Drifting.MaxSpeedKnots, 2, 8);
        Number("Drifting:MinAngleDegrees", s.Drifting.MinAngleDegrees, 20, 80);
        Time("Drifting:MinDuration", s.Drifting.MinDuration, Min(3), Min(120));
        Time("Drifting:Tolerance", s.Drifting.Tolerance, Min(0), Min(30));
        Number("Drifting:MaxHeadingTurnDegreesPerMinute", s.Drifting.MaxHeadingTurnDegreesPerMinute, 1, 60);
        Number("Drifting:MinDisplacementMetres", s.Drifting.MinDisplacementMetres, 100, 5000);
        Number("Drifting:MinLengthMetres", s.Drifting.MinLengthMetres, 0, 300);
        Number("Drifting:MaxCourseDisagreementDegrees", s.Drifting.MaxCourseDisagreementDegrees, 5, 60);
        Number("Drifting:SailedKnots", s.Drifting.SailedKnots, 3, 15);
        Time("Drifting:SailedWithin", s.Drifting.SailedWithin, Min(15), Hours(12));
        Number("Drifting:SlowFraction", s.Drifting.SlowFraction, 0.2, 0.95);
        Time("Drifting:WarningAhead", s.Drifting.WarningAhead, Hours(1), Hours(24));
        Time("Drifting:AlarmAhead", s.Drifting.AlarmAhead, Min(5), Min(240));
        Number("Drifting:ExitAngleDegrees", s.Drifting.ExitAngleDegrees, 0, s.Drifting.MinAngleDegrees);
        Number("Drifting:ExitSpeedKnots", s.Drifting.ExitSpeedKnots, s.Drifting.MaxSpeedKnots, 20);
        Time("Drifting:CloseAfter", s.Drifting.CloseAfter, Min(5), Min(240));
        Number("Loitering:MaxMeanSpeedKnots", s.Loitering.MaxMeanSpeedKnots, 0.5, 5);
        Number("Loitering:ExitMeanSpeedKnots", s.Loitering.ExitMeanSpeedKnots, s.Loitering.MaxMeanSpeedKnots, 8);
        Number("Loitering:MaxNetDisplacementMetres", s.Loitering.MaxNetDisplacementMetres, 100, 10000);
        Number("Loitering:ExitDistanceMetres", s.Loitering.ExitDistanceMetres, s.Corridor.WatchMetres, 20000);
        Time("Loitering:NoticeAfter", s.Loitering.NoticeAfter, Min(5), Min(120));
        Time("Loitering:WarningAfter", s.Loitering.WarningAfter, s.Loitering.NoticeAfter, Hours(24));
        Time("Loitering:AlarmAfter", s.Loitering.AlarmAfter, s.Loitering.WarningAfter, Hours(48));
        Number("LaneDeviation:LaneCells", s.LaneDeviation.LaneCells, 1, 6);
        Number("LaneDeviation:MinLengthMetres", s.LaneDeviation.MinLengthMetres, 50, 400);
        Number("LaneDeviation:MinSpeedKnots", s.LaneDeviation.MinSpeedKnots, 1, 10);
        Time("LaneDeviation:MinDuration", s.LaneDeviation.MinDuration, Min(5), Min(120));
        Time("LaneDeviation:HeadingAhead", s.LaneDeviation.HeadingAhead, Min(10), Hours(6));
        Number("LaneDeviation:FollowingDegrees", s.LaneDeviation.FollowingDegrees, 5, 45);
        Time("LaneDeviation:CloseAfter", s.LaneDeviation.CloseAfter, Min(10), Min(240));
        Number("Normality:UnusualQuantile", s.Normality.UnusualQuantile, 0.9, 0.9999);
        Number("Normality:OrdinaryQuantile", s.Normality.OrdinaryQuantile, 0, 0.9);
        Number("Normality:MinRegionVessels", s.Normality.MinRegionVessels, 5, 500);
        Number("Normality:MinClassVessels", s.Normality.MinClassVessels, 5, 500);
        Number("Projection:FanDegrees", s.Projection.FanDegrees, 0, 45);
        Time("Projection:Horizon", s.Projection.Horizon, Min(30), Hours(24));
        Time("Projection:CriticalAhead", s.Projection.CriticalAhead, Min(5), Min(240));
        Time("Projection:CriticalExit", s.Projection.CriticalExit, s.Projection.CriticalAhead, Hours(12));
        Number("Interference:MinVessels", s.Interference.MinVessels, 3, 50);
        Number("Interference:WithinMetres", s.Interference.WithinMetres, 1000, 200_000);
        Number("Interference:MinJumpMetres", s.Interference.MinJumpMetres, 500, 50_000);
        Number("Interference:ConvergeMetres", s.Interference.ConvergeMetres, 100, 20_000);
        Time("Interference:Window", s.Interference.Window, Min(1), Min(60));
        Time("Interference:Patience", s.Interference.Patience, Min(0), Min(30));
        Time("Interference:CloseAfter", s.Interference.CloseAfter, Min(5), Min(240));
        Number("Neighbours:WithinMetres", s.Neighbours.WithinMetres, 1000, 50_000);
        Number("Neighbours:MinSlowed", s.Neighbours.MinSlowed, 1, 20);
        Number("Neighbours:MinShareSlowed", s.Neighbours.MinShareSlowed, 0, 1);
        Number("Neighbours:SameLossShare", s.Neighbours.SameLossShare, 0.1, 1);
        Number("Neighbours:MinLossKnots", s.Neighbours.MinLossKnots, 0.1, 5);
        Time("Neighbours:Baseline", s.Neighbours.Baseline, Min(15), Min(80));
        Time("Neighbours:SameOnset", s.Neighbours.SameOnset, Min(1), Min(60));
        Number("Neighbours:TrafficAheadMetres", s.Neighbours.TrafficAheadMetres, 100, 10_000);
        Number("Neighbours:AheadDegrees", s.Neighbours.AheadDegrees, 5, 90);
        Number("Neighbours:TugAlongsideMetres", s.Neighbours.TugAlongsideMetres, 50, 1000);
        Time("Raise:MaintainEvery", s.Raise.MaintainEvery, Min(1), Min(120));
        Time("Raise:MaintainStationaryEvery", s.Raise.MaintainStationaryEvery, Min(1), Min(1440));
        Time("Raise:EtaChange", s.Raise.EtaChange, Min(1), Min(60));
        Time("Raise:SeverityFallsAfter", s.Raise.SeverityFallsAfter, Min(0), Min(60));
        CheckCrossingAndFishing(s, Number, Time);
        CheckAreasAndLanes(s, Number, Time);
        CheckSilence(s, Number, Time);
        CheckIdentity(s, Number, Time);
        var known = DetectorIds.All;
        problems.AddRange(s.DetectorsOff
            .Where(id => id != DetectionSettings.AllDetectors && !known.Contains(id))
            .Select(id => $"DetectorsOff names '{id}'; the detectors are {string.Join(", ", known)}, and {DetectionSettings.AllDetectors} for all"));
        return problems;
    }

    private static TimeSpan Sec(double n) => TimeSpan.FromSeconds(n);

    private static TimeSpan Min(double n) => TimeSpan.FromMinutes(n);

    private static TimeSpan Hours(double n) => TimeSpan.FromHours(n);
}
