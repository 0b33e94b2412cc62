using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Invariants;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Locating;

/// <summary>Crossings as they are kept: found while the analyser runs, and found in stored tracks.</summary>
public sealed class TrackCrossingsTests
{
    private static readonly TrackOptions Options = new();

    [Fact]
    public void Find_AcrossACable_TellsWhenWhereHowFarAlongAndHowFast()
    {
        var crossing = Assert.Single(Find(Voyage.Of(219_000_606).Reporting(10).Starts("00:00", metresOff: -1_000, metresAlong: 3_000, knots: 12, course: 90).Sails("00:10", 12, 90)));

        // 1,000 m at 12 kn (6.1733 m/s) are 162 s; the cable begins 51.3 N, 0.2 degrees of latitude south of the middle.
        Assert.Equal(("north-cable", 219_000_606u, true, 10), (crossing.AssetId, crossing.Mmsi.Value, crossing.IsSure, crossing.GapSeconds));
        Assert.Equal(162.0, (crossing.Time - Waters.Midnight).TotalSeconds, 0.2);
        Assert.Equal(2.5, crossing.Position.Longitude, 5);
        var south = new LocalPlane(new GeoPosition(51.4, 2.5)).MetresPerDegreeLatitude * 0.2;
        Assert.Equal(south + 3_000, crossing.AlongMetres, 5.0);
        Assert.Equal((12.0, 90.0), (crossing.SpeedKnots, crossing.CourseDegrees));
    }

    [Theory]
    [InlineData("00:10:00", true)]
    [InlineData("00:10:01", false)]
    [InlineData("06:00:00", false)]
    public void Find_AfterASilence_IsPossibleAndNoLongerSure(string until, bool isSure)
    {
        var crossing = Assert.Single(Find(Voyage.Of().Starts("00:00", metresOff: -500, knots: 9).At(until, 9, metresOff: 500)));
        Assert.Equal(isSure, crossing.IsSure);
        Assert.Equal(Voyage.Clock(until).TotalSeconds, crossing.GapSeconds);
        Assert.Equal((Voyage.Clock(until) / 2).TotalSeconds, (crossing.Time - Waters.Midnight).TotalSeconds, 2.0);
    }

    [Fact]
    public void Find_AfterHerTrackWasLost_IsNothing() =>
        Assert.Empty(Find(Voyage.Of().Starts("00:00", metresOff: -500, knots: 9).At("06:00:01", 9, metresOff: 500)));

    [Fact]
    public void Find_OfTwoHullsOnOneNumber_DrawsNoLegFromOneToTheOther()
    {
        var voyage = Voyage.Of().Starts("00:00", metresOff: -4_000, knots: 10);
        for (var minute = 1; minute < 40; minute += 2)
        {
            // One goes north on this side of the cable, one on the other; the first crosses at the end.
            voyage.At($"00:{minute:D2}:00", 10, metresOff: 20_000, metresAlong: minute * 300);
            voyage.At($"00:{minute:D2}:30", 10, metresOff: -4_000 + (minute * 105), metresAlong: minute * 30);
        }

        Logbook.AssertBetween("00:37:30", "00:39:30", Assert.Single(Find(voyage)).Time);
    }

    [Fact]
    public void Find_InPieces_FindsWhatIsFoundInOne()
    {
        var fixes = Fixes([.. BusySea.Others()]).Concat(Fixes(BusySea.LoitererAlone())).GroupBy(fix => fix.Mmsi).ToList();
        var whole = fixes.SelectMany(vessel => new TrackCrossings(BusySea.Index, Options).Find([], vessel.ToArray())).ToList();
        Assert.True(whole.Count > 10);

        var random = new Random(5);
        var inPieces = new List<VesselCrossing>();
        foreach (var vessel in fixes.Select(vessel => vessel.ToArray()))
        {
            for (var start = 0; start < vessel.Length;)
            {
                var end = Math.Min(vessel.Length, start + random.Next(1, 60));
                inPieces.AddRange(new TrackCrossings(BusySea.Index, Options).Find(vessel.AsSpan(Math.Max(0, start - 16)..start), vessel.AsSpan(start..end)));
                start = end;
            }
        }

        Assert.Equal(whole, inPieces);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void TakeCrossings_WhileTheAnalyserRuns_AreThoseOfTheStoredTracks(int shards)
    {
        var traffic = BusySea.Traffic();
        var analyser = new Analyser(BusySea.Index, DetectionSettings.Default, shards, recordsCrossings: true);
        var live = new List<VesselCrossing>();
        foreach (var report in traffic)
        {
            analyser.Observe(report);
            analyser.Advance(analyser.Clock.Watermark);
            live.AddRange(analyser.TakeCrossings());
        }

        analyser.Complete();
        live.AddRange(analyser.TakeCrossings());
        var stored = traffic.Where(report => report.Dynamic.HasPosition).Select(report => report.Dynamic).GroupBy(fix => fix.Mmsi)
            .SelectMany(vessel => new TrackCrossings(BusySea.Index, Options).Find([], vessel.OrderBy(fix => fix.Time).ToArray()));

        Assert.True(live.Count > 10);
        Assert.Equal(InOrder(stored), InOrder(live));
    }

    [Fact]
    public void TakeCrossings_UnlessTheyAreRecorded_AreNone()
    {
        var analyser = new Analyser(BusySea.Index, DetectionSettings.Default);
        foreach (var report in BusySea.Traffic())
        {
            analyser.Observe(report);
        }

        analyser.Complete();
        Assert.Empty(analyser.TakeCrossings());
    }

    [Fact]
    public void Shape_ChangesWithEverythingThatDecidesWhatCrosses_AndWithNothingElse()
    {
        var line = Charted.Line("a", (51, 2), (52, 2));
        Assert.Equal(AssetShapeHash.Of(line), AssetShapeHash.Of(Charted.Line("another", (51, 2), (52, 2))));
        ChartedAsset[] others =
        [
            Charted.Line("a", (51, 2), (52, 2.0000001)),
            Charted.Line("a", (51, 2), (51.5, 2), (52, 2)),
            Charted.CableArea("a", (51, 2), (52, 2)),
            Charted.Asset("a", AssetCategory.PowerCable, 50, [(51, 2), (52, 2)], AssetStatus.Retired),
            Charted.Asset("a", AssetCategory.PowerCable, 50, [(51, 2), (52, 2)], validFrom: Charted.Noon),
        ];
        Assert.Equal(others.Length + 1, others.Append(line).Select(AssetShapeHash.Of).Distinct().Count());
    }

    private static IOrderedEnumerable<VesselCrossing> InOrder(IEnumerable<VesselCrossing> crossings) =>
        crossings.OrderBy(crossing => crossing.Mmsi.Value).ThenBy(crossing => crossing.Time).ThenBy(crossing => crossing.AssetId, StringComparer.Ordinal);

    private static PositionReport[] Fixes(params Voyage[] voyages) => [.. Voyage.Traffic(voyages).Where(report => report.Dynamic.HasPosition).Select(report => report.Dynamic)];

    private static IReadOnlyList<VesselCrossing> Find(Voyage voyage) => new TrackCrossings(Waters.WithOneCable().Index, Options).Find([], Fixes(voyage));
}
