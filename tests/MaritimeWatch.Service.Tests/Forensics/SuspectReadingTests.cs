using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Forensics;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Service.Tests.Desk;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Tests.Forensics;

/// <summary>What a search reads where there is more than it may: what is nearest to the fault stays, and what falls away is said.</summary>
public sealed class SuspectReadingTests
{
    private static readonly FaultQuestion Question = new() { Asset = FaultScene.Cable, At = FaultScene.Noon };

    [Theory]
    [InlineData(10, 0)]
    [InlineData(11, 0)]
    [InlineData(400, -200)]
    [InlineData(400, 500)]
    [InlineData(400, -2_000)]
    public void Of_TrackOfMoreThanIsLookedAt_KeepsThatAboutTheFault(int minutes, int middle)
    {
        var tracks = new MemoryTracks();
        for (var minute = middle - minutes; minute <= middle + minutes; minute++)
        {
            tracks.Add(PositionReport.Create(FaultScene.Noon + TimeSpan.FromMinutes(minute), new Mmsi(219_000_001), new GeoPosition(51.5, 2), 0, 90));
        }

        const int Most = 21;
        var candidate = new SuspectCandidate(new Mmsi(219_000_001), FaultScene.Noon - TimeSpan.FromHours(100), FaultScene.Noon + TimeSpan.FromHours(100), IsSilent: false);
        var track = new SuspectTracks(tracks, FaultScene.Noon, Most).Of(candidate, CancellationToken.None, out var isCut);

        Assert.Equal(minutes > 10, isCut);
        Assert.Equal(track.OrderBy(fix => fix.Time), track);
        Assert.Equal(Most, track.Distinct().Count());
        var farthest = track.Max(fix => (fix.Time - FaultScene.Noon).Duration());
        var nearest = Math.Max(0, Math.Abs(middle) - minutes);
        Assert.InRange(farthest, TimeSpan.Zero, TimeSpan.FromMinutes(nearest + Most));
    }

    /// <summary>Sixty ships heard every minute; of three that fell silent one was silent in the hour about the fault, one for seven hours, one only early in the hours asked about. Not all of those can be read.</summary>
    [Fact]
    public void Find_MoreTrafficThanIsLookedAt_KeepsTheHoursAboutTheFaultAndSaysWhich()
    {
        var tracks = new MemoryTracks();
        for (var ship = 0u; ship < 60; ship++)
        {
            Heard(tracks, 219_000_100 + ship, -500, 500);
        }

        // The highest numbers of all: stored last of each watch.
        Heard(tracks, 701_000_001, -500, -30);
        Heard(tracks, 701_000_002, -500, -420);
        Heard(tracks, 701_000_003, -500, -170);
        Heard(tracks, 701_000_003, -150, 500);
        var question = Question with { PlusMinus = TimeSpan.FromHours(3) };
        var boxes = new AssetPassages(FaultScene.Cable, 1_852).Cover(SilentVessels.ReachMetres, SilentVessels.ReachMetres);
        var whole = new SilentVessels(tracks, question, boxes);
        var part = new SilentVessels(tracks, question, boxes, mostRows: 12_000);
        var slack = TimeSpan.FromMinutes(10);

        Assert.Equal([701_000_001u, 701_000_002u, 701_000_003u], whole.Find(slack, CancellationToken.None).Order());
        Assert.Equal([701_000_001u, 701_000_002u], part.Find(slack, CancellationToken.None).Order());
        Assert.Equal((false, true), (whole.IsCutShort, part.IsCutShort));
        Assert.Equal((question.From - SilentVessels.Longest, question.To + SilentVessels.Longest), (whole.From, whole.To));
        Assert.True(part.From < FaultScene.Noon - TimeSpan.FromHours(1) && part.To > FaultScene.Noon + TimeSpan.FromHours(1), $"{part.From} to {part.To}");
        Assert.True((part.To - part.From) < TimeSpan.FromHours(4), $"{part.From} to {part.To}");
        Assert.Contains(
            SuspectCautions.Of(part, SuspectAlerts.None, new SuspectRanking(question), []),
            caution => caution.Contains($"it was looked through from {part.From.WholeSecond} to {part.To.WholeSecond}", StringComparison.Ordinal));
    }

    /// <summary>Whatever falls in the window, a vessel is silent where reading all of sixteen hours shows a silence that reaches into it.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(180)]
    public void Find_OfSeededTraffic_GivesWhoeverWasSilentInTheWindow(int plusMinusMinutes)
    {
        var random = new Random(751);
        var (tracks, expected, slack) = (new MemoryTracks(), new List<uint>(), TimeSpan.FromMinutes(10));
        var question = Question with { PlusMinus = TimeSpan.FromMinutes(plusMinusMinutes) };
        for (var ship = 219_000_000u; ship < 219_000_200; ship++)
        {
            var spells = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(-460, 460)).Order().ToList();
            var minutes = new List<int>();
            foreach (var begin in spells)
            {
                minutes.AddRange(Enumerable.Range(begin, random.Next(1, 120)));
            }

            minutes = [.. minutes.Distinct().Where(minute => minute < 470).Order()];
            foreach (var minute in minutes)
            {
                Heard(tracks, ship, minute, minute);
            }

            var (from, to) = (-plusMinusMinutes, plusMinusMinutes);
            var isSilentBetween = minutes.Zip(minutes.Skip(1)).Any(pair => pair.Second - pair.First > 10 && pair.First < to && pair.Second > from);
            if (isSilentBetween || minutes[^1] < to - 10 || minutes[0] > from + 10)
            {
                expected.Add(ship);
            }
        }

        var boxes = new AssetPassages(FaultScene.Cable, 1_852).Cover(SilentVessels.ReachMetres, SilentVessels.ReachMetres);

        Assert.True(expected.Count > 20);
        Assert.Equal(expected, new SilentVessels(tracks, question, boxes).Find(slack, CancellationToken.None).Order());
    }

    /// <summary>A ship that was silent for two hours about the fault, or for good before it, under a number that another ship sends every minute from 400 nm away: that one does not answer for her. A buoy is no ship.</summary>
    [Fact]
    public void Find_NumberThatAnotherHullSendsElsewhere_IsSilentAllTheSame()
    {
        var tracks = new MemoryTracks();
        Heard(tracks, 219_000_001, -400, -60);
        Heard(tracks, 219_000_001, 60, 400);
        Heard(tracks, 219_000_002, -400, -60);
        Heard(tracks, 219_000_003, -400, 400);
        for (var minute = -400; minute <= 400; minute++)
        {
            foreach (var mmsi in (uint[])[219_000_001, 219_000_002])
            {
                tracks.Add(PositionReport.Create(FaultScene.Noon + TimeSpan.FromMinutes(minute), new Mmsi(mmsi), new GeoPosition(58, 3), 8, 0, 0, NavigationalStatus.UnderWayUsingEngine));
            }
        }

        var buoy = PositionReport.Create(FaultScene.Noon - TimeSpan.FromMinutes(60), new Mmsi(992_000_001), new GeoPosition(51.5, 1.5)) with { StationClass = StationClass.AidToNavigation };
        tracks.Add(buoy);
        tracks.Add(buoy with { Time = FaultScene.Noon + TimeSpan.FromMinutes(60) });
        var boxes = new AssetPassages(FaultScene.Cable, 1_852).Cover(SilentVessels.ReachMetres, SilentVessels.ReachMetres);

        Assert.Equal([219_000_001u, 219_000_002u], new SilentVessels(tracks, Question, boxes).Find(TimeSpan.FromMinutes(10), CancellationToken.None).Order());
    }

    [Fact]
    public void Of_CutTracks_NamesTheVessels()
    {
        var silent = new SilentVessels(new MemoryTracks(), Question, []);
        silent.Find(TimeSpan.FromMinutes(10), CancellationToken.None);
        var cautions = SuspectCautions.Of(silent, SuspectAlerts.None, new SuspectRanking(Question), [new Mmsi(219_000_002), new Mmsi(219_000_001)]);

        Assert.Contains("Of 2 vessels only the positions nearest to the fault were looked at, there were too many: 219000001, 219000002.", cautions);
        Assert.Equal(4, cautions.Count);
    }

    /// <summary>A thousand newer alerts about others and about her do not hide the one of that hour, nor one that was raised a day before and held on.</summary>
    [Fact]
    public async Task Read_AlertsOfYearsSince_GivesThoseAboutTheFault()
    {
        var folder = Directory.CreateTempSubdirectory("maritimewatch-suspects-");
        try
        {
            using var store = SqliteStore.Open(Path.Combine(folder.FullName, "test.db"));
            var noon = FaultScene.Noon;
            List<AlertEvent> events = [Alert("then", noon - TimeSpan.FromHours(1), noon), Alert("long", noon - TimeSpan.FromHours(30), noon + TimeSpan.FromHours(20)), Alert("before", noon - TimeSpan.FromHours(40), noon - TimeSpan.FromHours(13))];
            events.AddRange(Enumerable.Range(0, 1_000).Select(number => Alert($"later-{number}", noon + TimeSpan.FromHours(13 + number), noon + TimeSpan.FromHours(14 + number))));
            await store.Alerts.AppendAsync(events, AlertDelivery.Encoding);

            var all = SuspectAlerts.Read(store.Desk, Question);
            var fewest = SuspectAlerts.Read(store.Desk, Question with { At = noon + TimeSpan.FromHours(500) }, most: 5);

            Assert.Equal(["long", "then"], all.About(events[0].Vessel!.Mmsi).Select(alert => alert.AlertId).Order());
            Assert.Empty(all.About(new Mmsi(1)));
            Assert.Equal(SuspectAlerts.Usual, all.Within);
            Assert.InRange(fewest.Within, TimeSpan.FromMinutes(1), TimeSpan.FromHours(3));
            var kept = fewest.About(events[0].Vessel!.Mmsi);
            Assert.InRange(kept.Count, 1, 5);
            Assert.All(kept, alert => Assert.InRange((alert.Since - noon).TotalHours, 495, 505));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static AlertEvent Alert(string id, Instant since, Instant eventTime) => DeskService.Alert(id) with { Since = since, EventTime = eventTime };

    private static void Heard(MemoryTracks tracks, uint mmsi, int from, int to)
    {
        for (var minute = from; minute <= to; minute++)
        {
            tracks.Add(PositionReport.Create(FaultScene.Noon + TimeSpan.FromMinutes(minute), new Mmsi(mmsi), new GeoPosition(51.5, 1.5 + (mmsi % 1_000 * 0.0001)), 8, 0, 0, NavigationalStatus.UnderWayUsingEngine));
        }
    }
}
