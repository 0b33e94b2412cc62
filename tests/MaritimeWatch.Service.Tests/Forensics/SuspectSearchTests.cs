using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Forensics;

namespace MaritimeWatch.Service.Tests.Forensics;

public sealed class SuspectSearchTests
{
    [Fact]
    public void Run_ThreeShips_TheOneNearestInTimeIsFirst()
    {
        var report = new FaultScene().Ship(219_000_001, minutes: -30).Ship(219_000_002, minutes: 0.5).Ship(219_000_003, minutes: 20).Ask();

        Assert.Equal([219_000_002u, 219_000_001u, 219_000_003u], report.Ranked.Select(one => one.Mmsi.Value));
        Assert.Equal([1, 2, 3], report.Ranked.Select(one => one.Rank));
        Assert.All(report.Ranked, one => Assert.Equal(PresenceKind.Crossed, one.Presence.Kind));
        Assert.Empty(report.Apart);
        Assert.Contains("inside the fault window, 2024-12-25T11:58:00Z to 2024-12-25T12:02:00Z", report.Ranked[0].Reasons[0], StringComparison.Ordinal);
        Assert.Contains("28 min before the fault window", report.Ranked[1].Reasons[0], StringComparison.Ordinal);
        Assert.Contains(report.Ranked[0].Against, text => text.StartsWith("No loss of speed: 10.0 kn at the stretch against her usual 10.0 kn", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_CrossingMovedNearer_NeverLowersHerRank()
    {
        var ranks = new[] { 55.0, 30, 12, 4, 1, 0 }.Select(minutes =>
            new FaultScene().Ship(219_000_001, minutes: -10).Ship(219_000_002, minutes: 6).Ship(219_000_003, minutes).Ask().Ranked.Single(one => one.Mmsi.Value == 219_000_003).Rank).ToList();

        Assert.Equal(ranks.OrderDescending(), ranks);
        Assert.Equal((3, 1), (ranks[0], ranks[^1]));
    }

    [Fact]
    public void Run_ShipThatLosesSpeedAtTheCable_IsBeforeOneThatDoesNot()
    {
        // 10 kn, 8.5 from the crossing on.
        var report = new FaultScene().Ship(219_000_001, minutes: 0).Ship(219_000_002, minutes: 1, knots: minute => minute < 0 ? 10 : 8.5).Ask();

        var first = report.Ranked[0];
        Assert.Equal(219_000_002u, first.Mmsi.Value);
        Assert.Contains(first.Reasons, reason => reason.StartsWith("Apparent loss of speed: 8.5 kn within five minutes of it, 1.5 kn (15 %) below her own 10.0 kn of the hour before", StringComparison.Ordinal));
        Assert.Contains(first.Reasons, reason => reason.StartsWith("Stayed 10 % or more below her usual speed for", StringComparison.Ordinal));
        Assert.Equal(16, first.Terms.Single(term => term.Name == "speed").Points);
    }

    [Fact]
    public void Run_ShipThatSlowsDownElsewhere_HasNoPointsForDrag()
    {
        var report = new FaultScene().Ship(219_000_001, knots: minute => minute < 20 ? 10 : 8.5).Ask();

        Assert.Equal(0, report.Ranked[0].Terms.Single(term => term.Name == "drag").Points);
    }

    [Fact]
    public void Run_FixesFarOnEitherSide_AreACandidateAllTheSame()
    {
        // Nine minutes between two fixes at 24 kn, 3.3 nm either side: heard throughout, by the rule, and never within a mile.
        var report = new FaultScene().Ship(219_000_001, knots: _ => 24, isHeard: minute => minute is <= -5 or >= 4).Ask();

        var one = Assert.Single(report.Ranked);
        Assert.Equal(PresenceKind.Crossed, one.Presence.Kind);
        Assert.Equal(0, one.Facts.OffsetSeconds, 60.0);
    }

    [Fact]
    public void Run_SilentBeforeAndHeardBehindIt_IsPossibleWithBoundsAndSaid()
    {
        var report = new FaultScene().Ship(219_000_001, isHeard: minute => minute is <= -60 or >= 60).Ask();

        var one = Assert.Single(report.Ranked);
        Assert.Equal(PresenceKind.SilentAcross, one.Presence.Kind);
        Assert.Equal(120, one.Facts.SilenceMinutes, 0.1);
        Assert.StartsWith("Not heard from 2024-12-25T11:00:00Z to 2024-12-25T13:00:00Z; a straight way crosses Cable <one> at kilometre 55.6", one.Reasons[0], StringComparison.Ordinal);
        Assert.Contains("Nobody heard her there: this is what she had the time for, not what she did.", one.Against);
        Assert.True(one.Presence.Earliest > FaultScene.Noon - TimeSpan.FromMinutes(60) && one.Presence.Earliest < FaultScene.Noon && one.Presence.Latest > FaultScene.Noon);
    }

    [Fact]
    public void Run_NotHeardAgain_IsSaidToBeAStalePosition()
    {
        var report = new FaultScene().Ship(219_000_001, isHeard: minute => minute <= -30).Ask();

        var one = Assert.Single(report.Ranked);
        Assert.Equal(PresenceKind.Stale, one.Presence.Kind);
        Assert.StartsWith("Present by a stale position only: last heard at 2024-12-25T11:30:00Z", one.Reasons[0], StringComparison.Ordinal);
        Assert.True(one.Score < new FaultScene().Ship(219_000_001).Ask().Ranked[0].Score);
    }

    /// <summary>She switched off three hours before the fault and is heard again five hours after it, beyond the waters that are searched, or never.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_SilentForThreeHoursBefore_IsFoundRanksLowAndSaysHowLittleIsKnown(bool isHeardAgain)
    {
        var scene = new FaultScene().Ship(219_000_001, minutes: 0).Ship(219_000_002, minutes: -180, isHeard: minute => minute <= -20);
        if (isHeardAgain)
        {
            for (var minute = 300; minute < 330; minute++)
            {
                scene.Tracks.Add(PositionReport.Create(FaultScene.Noon + TimeSpan.FromMinutes(minute), new Mmsi(219_000_002), new GeoPosition(51.5, 3.9 + (0.005 * (minute - 300))), 12, 90, 90, NavigationalStatus.UnderWayUsingEngine));
            }
        }

        var report = scene.Ask();

        var one = report.Ranked.Single(suspect => suspect.Mmsi.Value == 219_000_002);
        Assert.Equal(isHeardAgain ? PresenceKind.SilentAcross : PresenceKind.Stale, one.Presence.Kind);
        Assert.Equal(2, one.Rank);
        Assert.True(one.Score < report.Ranked[0].Score, $"{one.Score}");
        Assert.Contains("Nobody heard her there: this is what she had the time for, not what she did.", one.Against);
        Assert.Contains(isHeardAgain ? "Not heard from 2024-12-25T08:40:00Z to 2024-12-25T17:00:00Z" : "last heard at 2024-12-25T08:40:00Z, 3 nm off", one.Reasons[0], StringComparison.Ordinal);
    }

    /// <summary>The same at the far end of a time that is known to three hours: she falls silent within it.</summary>
    [Fact]
    public void Run_SilentWithinTheHoursAskedAboutAndNotHeardAgain_IsFound()
    {
        var scene = new FaultScene();
        for (var minute = 0; minute <= 60; minute++)
        {
            scene.Tracks.Add(PositionReport.Create(FaultScene.Noon + TimeSpan.FromMinutes(minute), new Mmsi(219_000_001), new GeoPosition(51.5, 1.5 + (minute * 0.001)), 2, 90, 90, NavigationalStatus.UnderWayUsingEngine));
        }

        Assert.Equal(PresenceKind.Stale, Assert.Single(scene.Ask(question => question with { PlusMinus = TimeSpan.FromHours(3) }).Ranked).Presence.Kind);
    }

    [Fact]
    public void Run_ShipThatSailedOutOfTheWatersSearched_IsNotSilent()
    {
        // Seventy miles off by the fault and heard all the while.
        var scene = new FaultScene();
        for (var minute = -400; minute <= 0; minute++)
        {
            scene.Tracks.Add(PositionReport.Create(FaultScene.Noon + TimeSpan.FromMinutes(minute), new Mmsi(219_000_001), new GeoPosition(51.5, 2.5 + ((minute + 400) * 0.005)), 12, 90, 90, NavigationalStatus.UnderWayUsingEngine));
        }

        var report = scene.Ask();

        Assert.Equal((0, 0), (report.Ranked.Count, report.Searched));
    }

    [Fact]
    public void Run_MoreThanAreListed_KeepsThoseWithTheMostPointsAndSaysSo()
    {
        var scene = new FaultScene();
        for (var ship = 0; ship < 12; ship++)
        {
            scene.Ship(219_000_001 + (uint)ship, minutes: (ship * 7 % 12) - 6);
        }

        var all = scene.Ask();
        var few = scene.Ask(question => question with { Most = 3 });

        Assert.Equal(all.Ranked.Take(3).Select(one => (one.Mmsi, one.Rank, one.Score)), few.Ranked.Select(one => (one.Mmsi, one.Rank, one.Score)));
        Assert.DoesNotContain(all.Cautions, caution => caution.Contains("each list holds", StringComparison.Ordinal));
        Assert.Contains("Of 12 ships and 0 fishing vessels and small craft that were or may have been there, each list holds the first 3, those with the most points.", few.Cautions);
    }

    [Fact]
    public void Run_SilentTooShortToGoThere_IsNotListed()
    {
        // 20 nm west an hour before and an hour after noon, and not heard between: there and back at 12 kn takes over three hours.
        var scene = new FaultScene();
        foreach (var minute in new[] { -120, -100, -80, -60, 60, 80 })
        {
            scene.Tracks.Add(PositionReport.Create(FaultScene.Noon + TimeSpan.FromMinutes(minute), new Mmsi(219_000_001), new GeoPosition(51.5, 1.465), 1, 90));
        }

        Assert.Empty(scene.Ask().Ranked);
    }

    [Fact]
    public void Run_OnlyTheStretch_ListsWhoPassedThere()
    {
        var scene = new FaultScene().Ship(219_000_001, latitude: 51.2).Ship(219_000_002, latitude: 51.6);

        Assert.Equal(2, scene.Ask().Ranked.Count);
        Assert.Equal(219_000_002u, Assert.Single(scene.Ask(question => question with { Stretch = new KilometreRange(60, 75) }).Ranked).Mmsi.Value);
    }

    [Theory]
    [InlineData(30, 90, true)]
    [InlineData(70, 39, true)]
    [InlineData(70, 40, false)]
    [InlineData(36, 60, true)]
    public void Run_FishingAndSmallCraft_AreListedApart(byte type, ushort metres, bool isApart)
    {
        var report = new FaultScene().Ship(219_000_001, said: new StaticReport(new Mmsi(219_000_001), ShipType: new ShipType(type), LengthMetres: metres)).Ask();

        Assert.Equal(isApart ? 1 : 0, report.Apart.Count);
        Assert.Equal(isApart ? 0 : 1, report.Ranked.Count);
    }

    [Fact]
    public void Run_ChangedNameAndBadNumbers_AreOddities()
    {
        var scene = new FaultScene().Ship(123, said: new StaticReport(new Mmsi(123), Name: "ADA", ImoNumber: 9_074_728, LengthMetres: 100));
        scene.Tracks.Say(FaultScene.Noon - TimeSpan.FromDays(3), new StaticReport(new Mmsi(123), Name: "EVE", ImoNumber: 9_074_728, LengthMetres: 100));

        var reason = Assert.Single(scene.Ask().Ranked[0].Reasons, one => one.StartsWith("Oddities", StringComparison.Ordinal));
        Assert.Contains("000000123 is no MMSI", reason, StringComparison.Ordinal);
        Assert.Contains("9074728 is wrong", reason, StringComparison.Ordinal);
        Assert.Contains("her name changed from 'EVE' to 'ADA'", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_AboutAShipRenamedSince_NamesHerAsSheWas()
    {
        var scene = new FaultScene().Ship(219_000_001, said: new StaticReport(new Mmsi(219_000_001), Name: "ANNA", ShipType: new ShipType(80), LengthMetres: 229));
        scene.Tracks.Say(FaultScene.Noon + TimeSpan.FromDays(90), new StaticReport(new Mmsi(219_000_001), Name: "BERTA", ShipType: new ShipType(30), LengthMetres: 20));

        var one = Assert.Single(scene.Ask().Ranked);

        Assert.Equal(("ANNA", 229), (one.Static!.Name, (int)one.Static.LengthMetres!));
    }

    /// <summary>Somebody set "fishing" on a tanker's bridge for a while; a trawler of no stated type fishes all the time.</summary>
    [Theory]
    [InlineData(80, 10, false)]
    [InlineData(80, 200, false)]
    [InlineData(null, 10, false)]
    [InlineData(null, 200, true)]
    public void Run_StatusFishing_ListsApartWhoFishesMostOfTheTimeAndIsNoMerchant(int? type, int minutesFishing, bool isApart)
    {
        var scene = new FaultScene();
        scene.Tracks.Say(FaultScene.Noon - TimeSpan.FromHours(2), new StaticReport(new Mmsi(219_000_001), ShipType: type is { } code ? new ShipType((byte)code) : null, LengthMetres: 120));
        for (var minute = -120; minute <= 120; minute++)
        {
            var status = minute + 120 < minutesFishing ? NavigationalStatus.EngagedInFishing : NavigationalStatus.UnderWayUsingEngine;
            scene.Tracks.Add(PositionReport.Create(FaultScene.Noon + TimeSpan.FromMinutes(minute), new Mmsi(219_000_001), new GeoPosition(51.5, 2 + (minute * 0.004)), 9, 90, 90, status));
        }

        Assert.Equal(isApart ? 1 : 0, scene.Ask().Apart.Count);
    }

    /// <summary>A moored ship that sends the same number comes on air as the other crosses: her being still is not the other's slowing down.</summary>
    [Fact]
    public void Run_TwoHullsUnderOneNumber_JudgesTheOneThatWasThere()
    {
        var scene = new FaultScene().Ship(219_000_001);
        for (var minute = 0; minute <= 120; minute++)
        {
            scene.Tracks.Add(PositionReport.Create(FaultScene.Noon + TimeSpan.FromSeconds((minute * 60) + 20), new Mmsi(219_000_001), new GeoPosition(53.5, 4), 0, 10, 300, NavigationalStatus.Moored));
        }

        var one = Assert.Single(scene.Ask().Ranked);

        Assert.Equal(0, one.Terms.Single(term => term.Name == "speed").Points);
        Assert.Equal(0, one.Terms.Single(term => term.Name == "drag").Points);
        Assert.All(one.Track, fix => Assert.InRange(fix.Latitude, 51, 52));
        Assert.Contains(one.Reasons, reason => reason.StartsWith("Oddities", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_WhoCrossedWithinTheHoursAskedAbout_CrossedAndDidNotJustComeNear()
    {
        // She lies to a mile off at noon and crosses two hours later, with three hours either way asked about.
        var report = new FaultScene().Ship(219_000_001, minutes: 118, knots: minute => minute < -10 ? 0.6 : 6).Ask(question => question with { PlusMinus = TimeSpan.FromHours(3) });

        var one = Assert.Single(report.Ranked);

        Assert.Equal(PresenceKind.Crossed, one.Presence.Kind);
        Assert.DoesNotContain(one.Against, text => text.Contains("outside of the time", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_WhateverTheOrderOfStorage_GivesTheSameReport()
    {
        var scene = new FaultScene().Ship(219_000_001, minutes: -3).Ship(219_000_002, minutes: 3).Ship(219_000_003, knots: minute => minute < 0 ? 11 : 9.5).Ship(219_000_004, isHeard: minute => minute is < -40 or > 40);
        var expected = SuspectMessages.Of(scene.Ask(), Tlp.Amber);

        Assert.Equal(4, expected.Suspects.Count);
        for (var seed = 0; seed < 5; seed++)
        {
            Assert.Equal(expected, SuspectMessages.Of(scene.Ask(tracks: scene.Tracks.Shuffled(seed)), Tlp.Amber));
        }
    }

    [Fact]
    public void Run_TimeUncertainByHours_FindsEverybodyInThem()
    {
        var report = new FaultScene().Ship(219_000_001, minutes: -160).Ship(219_000_002, minutes: 150).Ask(question => question with { PlusMinus = TimeSpan.FromHours(3) });

        Assert.Equal(2, report.Ranked.Count);
        Assert.All(report.Ranked, one => Assert.Contains("inside the fault window", one.Reasons[0], StringComparison.Ordinal));
    }

    [Fact]
    public void Problem_OutOfRange_NamesTheField()
    {
        var question = new FaultQuestion { Asset = FaultScene.Cable, At = FaultScene.Noon };

        Assert.Null(question.Problem());
        Assert.Equal("plus_minus", (question with { PlusMinus = TimeSpan.FromHours(24.1) }).Problem()!.Value.Field);
        Assert.Equal("at", (question with { At = Instant.FromUtc(1, 12, 31) }).Problem()!.Value.Field);
        Assert.Equal("at", (question with { At = Instant.FromUtc(9999, 1, 1) }).Problem()!.Value.Field);
        Assert.Null((question with { At = Instant.FromUtc(2, 1, 1) }).Problem());
        Assert.Equal("within_metres", (question with { WithinMetres = 9 }).Problem()!.Value.Field);
        Assert.Equal("within_metres", (question with { WithinMetres = double.NaN }).Problem()!.Value.Field);
        Assert.Equal("from_km", (question with { Stretch = new KilometreRange(5, 5) }).Problem()!.Value.Field);
        Assert.Equal("max_suspects", (question with { Most = 501 }).Problem()!.Value.Field);
    }
}
