using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Gateway;

public sealed class FileSourceTests : IDisposable
{
    /// <summary>Static data, and positions of two ships every 30 s of half an hour, and of one for five minutes more: 1 + 122 + 11.</summary>
    private const int Reports = 134;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maritimewatch-file-");
    private readonly byte[] traffic = Traffic.ShipAtAnchorOnTheCable(219_000_606);

    private string FilePath => Path.Combine(folder.FullName, "feed.nmea");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task File_ThatIsAppendedTo_IsReadFromItsEndOn()
    {
        File.WriteAllBytes(FilePath, traffic);
        await using var bed = new SourceBed(Entry());
        await bed.StateAsync(SourceState.Connecting, $"following {FilePath}");

        await AppendAsync(Traffic.ShipAtAnchorOnTheCable(219_000_607, fromMinute: 60));

        Assert.Equal(Reports, await bed.ReportsAsync(Reports));
        Assert.Equal(SourceState.Live, bed.Source.Health.State);
        Assert.True(bed.Seconds[0] >= (Traffic.Epoch + TimeSpan.FromMinutes(60)).UnixSeconds);
    }

    [Fact]
    public async Task File_ThatIsReadFromItsStart_GivesWhatItHolds()
    {
        File.WriteAllBytes(FilePath, traffic);
        await using var bed = new SourceBed(Entry(""", "FromStart": true"""));

        Assert.Equal(Reports, await bed.ReportsAsync(Reports));
    }

    [Fact]
    public async Task File_ThatAppearsLater_IsReadFromItsBeginning()
    {
        await using var bed = new SourceBed(Entry());
        await bed.StateAsync(SourceState.Connecting, $"{FilePath} does not exist yet");

        File.WriteAllBytes(FilePath, traffic);

        Assert.Equal(Reports, await bed.ReportsAsync(Reports));
    }

    /// <summary>As logrotate does: moved away with a line half written, and a new one begun.</summary>
    [Fact]
    public async Task File_ThatIsRotated_IsGoneOnWithInTheNewOne()
    {
        File.WriteAllBytes(FilePath, []);
        await using var bed = new SourceBed(Entry());
        await bed.StateAsync(SourceState.Connecting, "following");
        await AppendAsync([.. traffic, .. "\\s:x,c:17"u8]);
        await bed.ReportsAsync(Reports);

        File.Move(FilePath, FilePath + ".1");
        File.WriteAllBytes(FilePath, Traffic.ShipAtAnchorOnTheCable(219_000_607, fromMinute: 60));

        Assert.Equal(2 * Reports, await bed.ReportsAsync(2 * Reports));
    }

    [Fact]
    public async Task File_ThatIsTruncated_IsReadFromItsNewBeginning()
    {
        File.WriteAllBytes(FilePath, []);
        await using var bed = new SourceBed(Entry());
        await bed.StateAsync(SourceState.Connecting, "following");
        await AppendAsync([.. traffic, .. traffic.AsSpan(0, 200)]);
        await bed.ReportsAsync(Reports);

        using (var file = new FileStream(FilePath, FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Write(Traffic.ShipAtAnchorOnTheCable(219_000_607, fromMinute: 60).AsSpan(0, 190));
        }

        await bed.ReportsAsync(Reports + 1);
    }

    private string Entry(string more = "") => $$"""{ "Id": "log", "Kind": "file", "Path": "{{FilePath}}", "PollInterval": "00:00:00.020"{{more}} }""";

    private async Task AppendAsync(byte[] bytes)
    {
        await using var file = new FileStream(FilePath, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        await file.WriteAsync(bytes);
    }
}
