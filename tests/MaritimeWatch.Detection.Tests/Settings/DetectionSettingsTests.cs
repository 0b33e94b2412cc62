using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Story;

namespace MaritimeWatch.Detection.Tests.Settings;

/// <summary>Ranges as the options' docstrings state them; a limit that is another option stands here at that option's shipped value.</summary>
public sealed class DetectionSettingsTests
{
    private static readonly (string Path, string Least, string Most)[] Ranges =
    [
        ("Order:AllowedLateness", "00:00:00", "00:10:00"),
        ("Order:LateDataHorizon", "00:01:00", "2.00:00:00"),
        ("Order:DuplicateWindow", "00:00:00", "00:00:30"),
        ("Track:SampleInterval", "00:00:10", "00:05:00"),
        ("Track:ImplausibleSpeedKnots", "40", "200"),
        ("Track:ImplausibleJumpMetres", "100", "5000"),
        ("Track:SilenceAfter", "00:05:00", "02:00:00"),
        ("Track:SilenceAfterSlowReporter", "00:05:00", "04:00:00"),
        ("Track:TrackLostAfter", "01:00:00", "2.00:00:00"),
        ("Track:NewLegDegrees", "5", "90"),
        ("Corridor:CoreMetres", "10", "5000"),
        ("Corridor:ProtectedMetres", "250", "5000"),
        ("Corridor:WatchMetres", "500", "10000"),
        ("Corridor:ApproachMetres", "926", "20000"),
        ("Corridor:AccuratePositionSigmaMetres", "0", "1000"),
        ("Corridor:PositionSigmaMetres", "0", "1000"),
        ("Anchor:MaxStopSpeedKnots", "0.2", "2"),
        ("Anchor:ClusterAfter", "00:05:00", "02:00:00"),
        ("Anchor:AnchoredStatusFixes", "2", "20"),
        ("Anchor:MinSwingRadiusMetres", "50", "2000"),
        ("Anchor:SwingRadiusLengths", "0.5", "5"),
        ("Anchor:MaxSwingRadiusMetres", "277.8", "5000"),
        ("Anchor:LeaveSpeedKnots", "0.8", "5"),
        ("Anchor:FullTurnDegrees", "90", "180"),
        ("AnchoredOnAsset:ExitBeyondTierMetres", "0", "2000"),
        ("DragAtAnchor:MinSpeedKnots", "0.1", "2"),
        ("DragAtAnchor:MaxSpeedKnots", "1", "6"),
        ("DragAtAnchor:MinSternAngleDegrees", "90", "179"),
        ("DragAtAnchor:MinFixes", "2", "20"),
        ("DragAtAnchor:SteadyBowMetres", "50", "1000"),
        ("DragAtAnchor:MinSpan", "00:01:00", "01:00:00"),
        ("DragAtAnchor:SlowFormSpan", "00:02:00", "02:00:00"),
        ("DragAtAnchor:SlowFormMetres", "100", "5000"),
        ("DragAtAnchor:AlarmAhead", "00:05:00", "04:00:00"),
        ("DragAtAnchor:SailedSpeedKnots", "1", "8"),
        ("DragAtAnchor:SailedMaxAngleDegrees", "5", "60"),
        ("DragAtAnchor:StoppedSpeedKnots", "0", "1"),
        ("DragAtAnchor:StoppedFixes", "2", "20"),
        ("DragAtAnchor:CloseAfter", "00:05:00", "04:00:00"),
        ("PoweredDrag:BaselineWindow", "00:30:00", "02:00:00"),
        ("PoweredDrag:MinBaseline", "00:10:00", "01:00:00"),
        ("PoweredDrag:CrossingWindow", "00:01:00", "00:20:00"),
        ("PoweredDrag:OnsetBeforeCrossing", "00:05:00", "01:00:00"),
        ("PoweredDrag:TierALossKnots", "0.1", "5"),
        ("PoweredDrag:TierALossFraction", "0.01", "0.5"),
        ("PoweredDrag:ThreeSigmaFloorKnots", "0", "2"),
        ("PoweredDrag:TierBLossKnots", "0.2", "5"),
        ("PoweredDrag:TierBLossFraction", "0.02", "0.5"),
        ("PoweredDrag:TierBSustained", "00:03:00", "01:00:00"),
        ("PoweredDrag:MinBaselineKnots", "2", "10"),
        ("PoweredDrag:MaxTrendKnotsPerHour", "0", "5"),
        ("PoweredDrag:ExplainingCourseChangeDegrees", "5", "90"),
        ("PoweredDrag:ArrivalMetres", "0", "50000"),
        ("PoweredDrag:CrewBoatMetres", "0", "100"),
        ("PoweredDrag:CrabShiftDegrees", "2", "45"),
        ("PoweredDrag:SlowFraction", "0.2", "0.95"),
        ("PoweredDrag:SlowFor", "00:05:00", "04:00:00"),
        ("PoweredDrag:RecoveredFraction", "0.005", "0.2"),
        ("PoweredDrag:LowerAfter", "00:05:00", "04:00:00"),
        ("PoweredDrag:CloseAfter", "00:10:00", "08:00:00"),
        ("Drifting:MinSpeedKnots", "0.2", "3"),
        ("Drifting:MaxSpeedKnots", "2", "8"),
        ("Drifting:MinAngleDegrees", "20", "80"),
        ("Drifting:MinDuration", "00:03:00", "02:00:00"),
        ("Drifting:Tolerance", "00:00:00", "00:30:00"),
        ("Drifting:MaxHeadingTurnDegreesPerMinute", "1", "60"),
        ("Drifting:MinDisplacementMetres", "100", "5000"),
        ("Drifting:MinLengthMetres", "0", "300"),
        ("Drifting:MaxCourseDisagreementDegrees", "5", "60"),
        ("Drifting:SailedKnots", "3", "15"),
        ("Drifting:SailedWithin", "00:15:00", "12:00:00"),
        ("Drifting:SlowFraction", "0.2", "0.95"),
        ("Drifting:WarningAhead", "01:00:00", "1.00:00:00"),
        ("Drifting:AlarmAhead", "00:05:00", "04:00:00"),
        ("Drifting:ExitAngleDegrees", "0", "45"),
        ("Drifting:ExitSpeedKnots", "5", "20"),
        ("Drifting:CloseAfter", "00:05:00", "04:00:00"),
        ("Loitering:MaxMeanSpeedKnots", "0.5", "5"),
        ("Loitering:ExitMeanSpeedKnots", "2", "8"),
        ("Loitering:MaxNetDisplacementMetres", "100", "10000"),
        ("Loitering:ExitDistanceMetres", "926", "20000"),
        ("Loitering:NoticeAfter", "00:05:00", "02:00:00"),
        ("Loitering:WarningAfter", "00:20:00", "1.00:00:00"),
        ("Loitering:AlarmAfter", "00:40:00", "2.00:00:00"),
        ("LaneDeviation:LaneCells", "1", "6"),
        ("LaneDeviation:MinLengthMetres", "50", "400"),
        ("LaneDeviation:MinSpeedKnots", "1", "10"),
        ("LaneDeviation:MinDuration", "00:05:00", "02:00:00"),
        ("LaneDeviation:HeadingAhead", "00:10:00", "06:00:00"),
        ("LaneDeviation:FollowingDegrees", "5", "45"),
        ("LaneDeviation:CloseAfter", "00:10:00", "04:00:00"),
        ("Normality:UnusualQuantile", "0.9", "0.9999"),
        ("Normality:OrdinaryQuantile", "0", "0.9"),
        ("Normality:MinRegionVessels", "5", "500"),
        ("Normality:MinClassVessels", "5", "500"),
        ("RepeatedCrossing:PatternCrossings", "3", "50"),
        ("RepeatedCrossing:PatternWindow", "01:00:00", "1.00:00:00"),
        ("RepeatedCrossing:ReversalDegrees", "45", "175"),
        ("RepeatedCrossing:CloseAfter", "01:00:00", "1.00:00:00"),
        ("RepeatedCrossing:MonthCrossings", "5", "1000"),
        ("RepeatedCrossing:MinSpeedKnots", "0", "3"),
        ("RepeatedCrossing:CallAfter", "00:02:00", "01:00:00"),
        ("RepeatedCrossing:ServiceSpreadMetres", "100", "20000"),
        ("RepeatedCrossing:ServiceCrossings", "3", "100"),
        ("RepeatedCrossing:ServiceFraction", "0.5", "1"),
        ("RepeatedCrossing:YachtMetres", "0", "60"),
        ("Trawling:MinSpeedKnots", "0.5", "4"),
        ("Trawling:MaxSpeedKnots", "2.5", "8"),
        ("Trawling:SteamingKnots", "4.5", "12"),
        ("Trawling:TurnDegrees", "20", "120"),
        ("Trawling:Turns", "2", "20"),
        ("Trawling:TurnWindow", "00:30:00", "12:00:00"),
        ("Trawling:UndeclaredTurns", "3", "40"),
        ("Trawling:UndeclaredMetres", "0", "150"),
        ("Trawling:FishesOnFor", "00:10:00", "1.00:00:00"),
        ("Trawling:WarningPasses", "2", "50"),
        ("Trawling:PassWindow", "01:00:00", "1.00:00:00"),
        ("Trawling:CloseAfter", "00:10:00", "12:00:00"),
        ("RestrictedArea:SafetyZoneMetres", "0", "1852"),
        ("RestrictedArea:ExitMetres", "0", "500"),
        ("RestrictedArea:WarningAfter", "00:01:00", "04:00:00"),
        ("RestrictedArea:CrewBoatMetres", "0", "100"),
        ("RestrictedArea:RegularVisitDays", "2", "30"),
        ("WrongWay:AgainstDegrees", "95", "179"),
        ("WrongWay:After", "00:02:00", "02:00:00"),
        ("WrongWay:MinSpeedKnots", "1", "10"),
        ("WrongWay:EdgeMetres", "0", "2000"),
        ("WrongWay:ExitDegrees", "45", "135"),
        ("WrongWay:SmallMetres", "0", "100"),
        ("WrongWay:CloseAfter", "00:01:00", "02:00:00"),
        ("Projection:FanDegrees", "0", "45"),
        ("Projection:Horizon", "00:30:00", "1.00:00:00"),
        ("Projection:CriticalAhead", "00:05:00", "04:00:00"),
        ("Projection:CriticalExit", "00:30:00", "12:00:00"),
        ("DarkGap:SilentIntervals", "3", "50"),
        ("DarkGap:SilenceClassA", "00:05:00", "02:00:00"),
        ("DarkGap:SilenceClassB", "00:10:00", "04:00:00"),
        ("DarkGap:MinSpeedKnots", "0.1", "3"),
        ("DarkGap:MinCoverage", "0.5", "0.99"),
        ("DarkGap:MinPassages", "3", "200"),
        ("DarkGap:MinHistory", "00:30:00", "7.00:00:00"),
        ("DarkGap:SharedSilence", "0.1", "1"),
        ("DarkGap:SharedWithin", "00:01:00", "00:30:00"),
        ("DarkGap:CompareMetres", "5000", "100000"),
        ("DarkGap:NearAssetMetres", "500", "50000"),
        ("DarkGap:AlarmAfter", "00:10:00", "06:00:00"),
        ("DarkGap:WarningAfter", "00:30:00", "1.00:00:00"),
        ("DarkGap:DisablingAfter", "06:00:00", "3.00:00:00"),
        ("DarkGap:DisablingMetres", "0", "500000"),
        ("DarkGap:HarbourMetres", "0", "20000"),
        ("DarkGap:TimeLostBelow", "0.3", "1"),
        ("DarkGap:CloseAfter", "00:01:00", "02:00:00"),
        ("DarkGap:GivenUpAfter", "12:00:00", "14.00:00:00"),
        ("FeedHealth:SilentAfter", "00:01:00", "01:00:00"),
        ("FeedHealth:SilentIntervals", "3", "100"),
        ("FeedHealth:MinHistory", "00:10:00", "1.00:00:00"),
        ("FeedHealth:MinVessels", "3", "100"),
        ("FeedHealth:MissedIntervals", "2", "20"),
        ("FeedHealth:MissedAfter", "00:03:00", "00:30:00"),
        ("FeedHealth:TogetherWithin", "00:01:00", "00:30:00"),
        ("FeedHealth:SilentShare", "0.3", "1"),
        ("FeedHealth:AlarmAfter", "00:01:00", "01:00:00"),
        ("FeedHealth:DegradedShare", "0.1", "0.9"),
        ("FeedHealth:MinDays", "2", "7"),
        ("FeedHealth:MinHourlyReports", "10", "100000"),
        ("FeedHealth:RecoveredAfter", "00:01:00", "00:30:00"),
        ("Interference:MinVessels", "3", "50"),
        ("Interference:WithinMetres", "1000", "200000"),
        ("Interference:MinJumpMetres", "500", "50000"),
        ("Interference:ConvergeMetres", "100", "20000"),
        ("Interference:Window", "00:01:00", "01:00:00"),
        ("Interference:Patience", "00:00:00", "00:30:00"),
        ("Interference:CloseAfter", "00:05:00", "04:00:00"),
        ("Neighbours:WithinMetres", "1000", "50000"),
        ("Neighbours:MinSlowed", "1", "20"),
        ("Neighbours:MinShareSlowed", "0", "1"),
        ("Neighbours:SameLossShare", "0.1", "1"),
        ("Neighbours:MinLossKnots", "0.1", "5"),
        ("Neighbours:Baseline", "00:15:00", "01:20:00"),
        ("Neighbours:SameOnset", "00:01:00", "01:00:00"),
        ("Neighbours:TrafficAheadMetres", "100", "10000"),
        ("Neighbours:AheadDegrees", "5", "90"),
        ("Neighbours:TugAlongsideMetres", "50", "1000"),
        ("KinematicSpoof:CargoMaxKnots", "20", "60"),
        ("KinematicSpoof:PassengerMaxKnots", "30", "100"),
        ("KinematicSpoof:MaxSpeedOverGroundKnots", "30", "100"),
        ("KinematicSpoof:ClockDoubt", "00:00:00", "00:10:00"),
        ("KinematicSpoof:LookBack", "00:01:00", "00:30:00"),
        ("KinematicSpoof:ConfirmingFixes", "1", "3"),
        ("KinematicSpoof:SpeedMismatchKnots", "5", "50"),
        ("KinematicSpoof:SpeedMismatchOver", "00:00:10", "00:05:00"),
        ("KinematicSpoof:SettlesWithin", "00:00:00", "00:30:00"),
        ("KinematicSpoof:CloseAfter", "00:05:00", "04:00:00"),
        ("DuplicateMmsi:MinDistanceMetres", "1000", "50000"),
        ("DuplicateMmsi:AlternationWithin", "00:00:10", "00:10:00"),
        ("DuplicateMmsi:AlternationIntervals", "2", "10"),
        ("DuplicateMmsi:Alternations", "2", "20"),
        ("DuplicateMmsi:JumpAfterIntervals", "1", "10"),
        ("DuplicateMmsi:JumpAfterAtLeast", "00:00:10", "00:05:00"),
        ("DuplicateMmsi:JumpAfterAtMost", "00:00:30", "00:30:00"),
        ("DuplicateMmsi:CloseAfter", "01:00:00", "3.00:00:00"),
        ("DuplicateMmsi:RememberedFor", "00:00:00", "30.00:00:00"),
        ("IdentityChange:MaxNameEdits", "0", "10"),
        ("IdentityChange:MaxSizeDifferenceMetres", "0", "20"),
        ("IdentityChange:ConfirmAfter", "00:00:00", "01:00:00"),
        ("IdentityChange:GatherFor", "00:01:00", "02:00:00"),
        ("IdentityChange:NearAssetWithin", "00:10:00", "1.00:00:00"),
        ("IdentityChange:ShipMetres", "20", "300"),
        ("IdentityChange:LargeShipMetres", "20", "400"),
        ("IdentityChange:CloseAfter", "01:00:00", "2.00:00:00"),
        ("ImplausiblePosition:InlandMetres", "100", "10000"),
        ("ImplausiblePosition:PortMetres", "0", "20000"),
        ("ImplausiblePosition:MinAngleDegrees", "20", "90"),
        ("ImplausiblePosition:MinSpeedKnots", "1", "10"),
        ("ImplausiblePosition:MinDuration", "00:05:00", "02:00:00"),
        ("ImplausiblePosition:StreamSpeedKnots", "3", "10"),
        ("ImplausiblePosition:AsternDegrees", "135", "180"),
        ("ImplausiblePosition:SoundCompassDegrees", "5", "45"),
        ("ImplausiblePosition:CloseAfter", "00:05:00", "04:00:00"),
        ("Raise:MaintainEvery", "00:01:00", "02:00:00"),
        ("Raise:MaintainStationaryEvery", "00:01:00", "1.00:00:00"),
        ("Raise:EtaChange", "00:01:00", "01:00:00"),
        ("Raise:SeverityFallsAfter", "00:00:00", "01:00:00"),
    ];

    public static TheoryData<string, string, string> EveryOption()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (path, least, most) in Ranges)
        {
            data.Add(path, least, most);
        }

        return data;
    }

    [Fact]
    public void Validate_EveryOption_HasARange() => Assert.Equal(SettingTree.Paths.Order(StringComparer.Ordinal), Ranges.Select(range => range.Path).Order(StringComparer.Ordinal));

    [Fact]
    public void Validate_AsShipped_IsWell() => Assert.Empty(DetectionSettings.Default.Validate());

    [Theory]
    [MemberData(nameof(EveryOption))]
    public void Validate_AtTheLimitsAndOneBeyond_NamesThePath(string path, string least, string most)
    {
        Assert.Empty(ProblemsOf(path, least));
        Assert.Empty(ProblemsOf(path, most));
        Assert.Single(ProblemsOf(path, SettingTree.Beyond(path, least, -1)));
        Assert.Single(ProblemsOf(path, SettingTree.Beyond(path, most, +1)));
    }

    [Fact]
    public void Validate_NotANumber_IsReported()
    {
        var settings = DetectionSettings.Default with { Loitering = new LoiteringOptions { MaxMeanSpeedKnots = double.NaN } };
        Assert.Contains(settings.Validate(), problem => problem.StartsWith("Loitering:MaxMeanSpeedKnots is NaN", StringComparison.Ordinal));
    }

    // "45" binds as 45 days: the message says how a time is written.
    [Fact]
    public void Validate_FortyFiveDays_SaysHowTimesAreWritten()
    {
        var problem = Assert.Single(SettingTree.With("Loitering:AlarmAfter", "45.00:00:00").Validate());
        Assert.Equal("Loitering:AlarmAfter is 45.00:00:00; it must be 00:40:00 to 2.00:00:00 (write times as hh:mm:ss)", problem);
    }

    [Fact]
    public void Analyser_OutOfRange_RefusesToStart()
    {
        var error = Assert.Throws<ArgumentException>(() => new Analyser(Waters.WithOneCable().Index, SettingTree.With("Track:NewLegDegrees", "91")));
        Assert.Contains("Track:NewLegDegrees", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(EveryOption))]
    public void Hash_AnyValueChanged_Changes(string path, string least, string most)
    {
        var changed = SettingTree.Default(path) == most ? least : most;
        var hash = SettingTree.With(path, changed).Hash();
        Assert.NotEqual(DetectionSettings.Default.Hash(), hash);
        Assert.Matches("^[0-9a-f]{16}$", hash);
        Assert.NotEqual(SettingTree.With(path, SettingTree.Beyond(path, changed, changed == most ? -1 : +1)).Hash(), hash);
    }

    [Fact]
    public void Hash_EqualValues_AreEqual()
    {
        Assert.Equal(DetectionSettings.Default.Hash(), new DetectionSettings().Hash());
        Assert.Equal(DetectionSettings.Default.Hash(), SettingTree.With("Loitering:MaxMeanSpeedKnots", "2").Hash());
    }

    [Fact]
    public void Hash_ServiceVesselListed_Changes()
    {
        var one = DetectionSettings.Default with { ServiceVessels = [219_000_606] };
        Assert.NotEqual(DetectionSettings.Default.Hash(), one.Hash());
        Assert.NotEqual(one.Hash(), (DetectionSettings.Default with { ServiceVessels = [219_000_607] }).Hash());
    }

    private static IReadOnlyList<string> ProblemsOf(string path, string value) =>
        [.. SettingTree.With(path, value).Validate().Where(problem => problem.StartsWith($"{path} is ", StringComparison.Ordinal))];
}
