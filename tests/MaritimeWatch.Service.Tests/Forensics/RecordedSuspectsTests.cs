using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Forensics;
using MaritimeWatch.Service.Tests.Replay;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Forensics;

/// <summary>Recorded traffic; no recorded day at hand holds a cable fault, so the line that failed is drawn through it.</summary>
public sealed class RecordedSuspectsTests
{
    private const string Frio = "dma-csv/derived_FRIO_538004030_2014-09-28.csv.gz";

    [SharedDataFact(Frio)]
    public void Run_ATankerThatDriftsAcrossALine_IsFirstWithHerDrift()
    {
        var tracks = MemoryTracks.Of(ReplayBench.Unpacked(File.ReadAllBytes(SharedData.Path(Frio))));
        var track = tracks.GetTrack(new Mmsi(538_004_030), Instant.MinValue, Instant.MaxValue, int.MaxValue);
        var middle = track[track.Count / 2];
        var line = new ChartedAsset
        {
            Id = "drawn",
            Name = "Drawn through her way",
            Category = AssetCategory.PowerCable,
            Status = AssetStatus.InService,
            PositionalSigmaMetres = 50,
            Parts = [[new GeoPosition(middle.Latitude - 0.2, middle.Longitude), new GeoPosition(middle.Latitude + 0.2, middle.Longitude)]],
        };

        var first = new SuspectSearch(tracks, SuspectAlerts.None).Run(new FaultQuestion { Asset = line, At = middle.Time }, CancellationToken.None).Ranked[0];

        Assert.Equal(538_004_030u, first.Mmsi.Value);
        Assert.True(first.Facts.DriftMinutes > 10, $"{first.Facts.DriftMinutes} min");
        Assert.Contains(first.Reasons, reason => reason.StartsWith("Apparently drifted for", StringComparison.Ordinal));
    }
}
