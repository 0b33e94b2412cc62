using System.Text;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Plots;
using MaritimeWatch.Service.Queries;
using GeoPosition = MaritimeWatch.Domain.GeoPosition;

namespace MaritimeWatch.Service.Tests.Queries;

/// <summary>Who reads a long track lets others in between two pieces of it.</summary>
public sealed class PatientReadingTests : IDisposable
{
    private const uint Ship = 219_000_606;
    private const string Other = "another question";
    private readonly StoredTraffic traffic = new();
    private readonly SearchTurns turns = new(turns: 1, questions: 9, ofOneCaller: 9);

    /// <summary>What was done in turns, of which there is one: so in this order.</summary>
    private readonly List<string> done = [];

    private Task<int>? other;

    public void Dispose() => traffic.Dispose();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(25, 0)]
    [InlineData(0, 3_600)]
    public async Task ReadTrack_OfALongTrack_LetsAnotherQuestionInAfterItsFirstPiece(double simplify, int resample)
    {
        await LieAsync(10_000);
        var track = await new TrackReadings(Watched("GetTrack"), turns).ReadAsync(
            new ReadTrackRequest { Vessel = $"{Ship}", SimplifyMetres = simplify, ResampleSeconds = resample, PageSize = 50_000 }, CancellationToken.None);

        Assert.InRange(track.Points.Count, 2, 10_000);
        Assert.Equal(["GetTrack", Other, "GetTrack", "GetTrack"], done);
        await other!;
    }

    [Fact]
    public async Task Plot_OfATrack_LetsAnotherQuestionInBetweenReadingAndDrawing()
    {
        await LieAsync(100);
        var plots = new PlotQueries(Chart.Empty, Watched("GetThinnedTrack", "ReadStaticHistory"), desk: null, turns);

        var svg = await plots.DrawAsync(new PlotQuestion(new Mmsi(Ship), null, null, null, null, null), Tlp.Amber, CancellationToken.None);

        Assert.Contains("100 positions", Encoding.UTF8.GetString(svg), StringComparison.Ordinal);
        Assert.Equal(["GetThinnedTrack", Other, "ReadStaticHistory"], done);
        await other!;
    }

    private Task LieAsync(int fixes) => traffic.AddAsync(Enumerable.Range(0, fixes).Select(number => StoredTraffic.Fix(Ship, number, new GeoPosition(55, 11), 0)));

    private Storage.ITrackStore Watched(params string[] methods) => WatchedTracks.Of(traffic.Tracks, (method, _) =>
    {
        if (methods.Contains(method))
        {
            done.Add(method);
            other ??= turns.ReadAsync(
                () =>
                {
                    done.Add(Other);
                    return 1;
                },
                CancellationToken.None);
        }
    });
}
