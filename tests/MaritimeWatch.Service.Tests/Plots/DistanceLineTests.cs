using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Plots;

namespace MaritimeWatch.Service.Tests.Plots;

public sealed class DistanceLineTests
{
    private static readonly GeoPosition Place = new(55, 11);
    private static readonly Instant Noon = Instant.FromUtc(2024, 11, 17, 12);

    /// <summary>A month of a ferry that passes once within a cable's length, between two columns of the plot.</summary>
    [Fact]
    public void Of_ALongTrack_AsksForFewAndShowsTheOneApproach()
    {
        var asked = 0;
        var track = Ferry(100_000, passes: 61_234);

        var line = DistanceLine.Of(track, place => Metres(place, ref asked), out var nearer, CancellationToken.None);

        Assert.InRange(nearer, 1, 1_000);
        Assert.InRange(asked, 800, DistanceLine.MostAsked);
        Assert.Equal(track.Select(fix => fix.Time), line.Select(point => point.Time));
        var truth = track.Select(fix => Geodesic.DistanceMetres(fix.Position, Place) / 1_852).ToList();
        Assert.InRange(line.Min(point => point.Value) - truth.Min(), 0, truth.Max() / 100);
        Assert.All(line.Zip(truth), pair => Assert.InRange((pair.First.Value - pair.Second) * 1_852, double.NegativeInfinity, nearer + 200));
    }

    [Fact]
    public void Of_AShortTrack_IsExact()
    {
        var track = Ferry(500, passes: 250);
        var asked = 0;

        var line = DistanceLine.Of(track, place => Metres(place, ref asked), out _, CancellationToken.None);

        Assert.Equal(track.Select(fix => Geodesic.DistanceMetres(fix.Position, Place) / 1_852), line.Select(point => point.Value));
    }

    [Fact]
    public void Of_WhatIsFartherThanTheChartTells_IsNotDrawn()
    {
        var line = DistanceLine.Of(Ferry(10, passes: 5), place => place.Longitude > 11 ? DistanceLine.FarthestMetres : 1_852, out _, CancellationToken.None);

        Assert.Contains(line, point => double.IsNaN(point.Value));
        Assert.All(line.Where(point => !double.IsNaN(point.Value)), point => Assert.Equal(1, point.Value));
    }

    /// <summary>A speedboat about the place all month: between any two fixes she may have come to it, and to tell would mean to ask for each.</summary>
    [Fact]
    public void Of_ATrackThatWouldHaveToBeAskedAboutMoreOften_SaysThatItIsCut()
    {
        var (asked, chance) = (0, new Random(7));
        List<PositionReport> track =
            [.. Enumerable.Range(0, 30_000).Select(number => PositionReport.Create(Noon + TimeSpan.FromSeconds(number * 60), new Mmsi(219_000_606), new GeoPosition(55.01 + (chance.NextDouble() / 50), 11 + (chance.NextDouble() / 50)), 40, 180))];

        DistanceLine.Of(track, place => Metres(place, ref asked), out var nearer, CancellationToken.None);

        Assert.InRange(nearer, 1_000, 4_000);
        Assert.Equal(DistanceLine.MostAsked, asked);
        var asset = new ChartedAsset { Id = "line", Name = "Line", Category = AssetCategory.TelecomCable, Status = AssetStatus.InService, PositionalSigmaMetres = 20, Parts = [[new(54.9, 11), new(55, 11)]] };
        var plot = TrackPlot.Of("SHE", track, track[0].Time, track[^1].Time, new AssetPassages(asset, 0), []);
        Assert.Contains("worked out at 10,000 of the positions; at others she may have been up to", plot.Description, StringComparison.Ordinal);
        Assert.Contains(plot.Note!, plot.ToSvg(isAlone: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ForWhoHasGone_Ends()
    {
        using var gone = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => DistanceLine.Of(Ferry(5_000, passes: 1), place =>
        {
            gone.Cancel();
            return 0;
        }, out _, gone.Token));
    }

    private static double Metres(GeoPosition place, ref int asked)
    {
        asked++;
        return Geodesic.DistanceMetres(place, Place);
    }

    /// <summary>To and fro 40 km north of the place; once, for half an hour, down to it and back.</summary>
    private static List<PositionReport> Ferry(int fixes, int passes) =>
    [
        .. Enumerable.Range(0, fixes).Select(number =>
        {
            var from = Math.Abs(number - passes);
            var latitude = from < 35 ? 55 + (from * 0.36 / 35) : 55.36;
            return PositionReport.Create(Noon + TimeSpan.FromSeconds(number * 26.8), new Mmsi(219_000_606), new GeoPosition(latitude, 11 + (0.1 * Math.Sin(number / 50.0))), 20, 180);
        }),
    ];
}
