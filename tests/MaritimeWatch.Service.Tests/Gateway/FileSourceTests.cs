using System.Text;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Gateway.Sources;
using MaritimeWatch.Service.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

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
        await using var bed = await FollowedAsync();
        await AppendAsync([.. traffic, .. "\\s:x,c:17"u8]);
        await bed.ReportsAsync(Reports);

        File.Move(FilePath, FilePath + ".1");
        File.WriteAllBytes(FilePath, Traffic.ShipAtAnchorOnTheCable(219_000_607, fromMinute: 60));

        Assert.Equal(2 * Reports, await bed.ReportsAsync(2 * Reports));
    }

    [Fact]
    public async Task File_ThatIsTruncated_IsReadFromItsNewBeginning()
    {
        await using var bed = await FollowedAsync();
        await AppendAsync([.. traffic, .. traffic.AsSpan(0, 200)]);
        await bed.ReportsAsync(Reports);

        using (var file = new FileStream(FilePath, FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Write(Traffic.ShipAtAnchorOnTheCable(219_000_607, fromMinute: 60).AsSpan(0, 190));
        }

        await bed.ReportsAsync(Reports + 1);
    }

    /// <summary>A writer that goes on with the old file until it is told of the new one.</summary>
    [Fact]
    public async Task File_ThatIsRotatedWhileItIsWrittenTo_LosesNothingOfTheOldOne()
    {
        await using var bed = await FollowedAsync();
        await using var writer = new FileStream(FilePath, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        await writer.WriteAsync(traffic.AsMemory(0, 3_001));
        await writer.FlushAsync();
        await bed.ReportsAsync(1);

        File.Move(FilePath, FilePath + ".1");
        await writer.WriteAsync(traffic.AsMemory(3_001));
        await writer.FlushAsync();
        await bed.ReportsAsync(Reports);
        File.WriteAllBytes(FilePath, Traffic.ShipAtAnchorOnTheCable(219_000_607, fromMinute: 60));

        Assert.Equal(2 * Reports, await bed.ReportsAsync(2 * Reports));
        Assert.Equal(0, Fates(bed.Source).Duplicate);
    }

    /// <summary>logrotate with <c>create</c>: the new file is there, and the writer goes on with the old one until it is told.</summary>
    [Fact]
    public async Task File_ThatIsWrittenToAfterTheNewOneIsThere_LosesNothingOfTheOldOne()
    {
        await using var bed = await FollowedAsync();
        await using var writer = new FileStream(FilePath, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        await writer.WriteAsync(traffic.AsMemory(0, 3_001));
        await writer.FlushAsync();
        var heard = await bed.ReportsAsync(1);

        File.Move(FilePath, FilePath + ".1");
        File.WriteAllBytes(FilePath, []);
        for (var at = 3_001; at < traffic.Length; at += 1_000)
        {
            await writer.WriteAsync(traffic.AsMemory(at, Math.Min(1_000, traffic.Length - at)));
            await writer.FlushAsync();
            heard = await bed.ReportsAsync(Math.Min(heard + 1, Reports));
        }

        await AppendAsync(Traffic.ShipAtAnchorOnTheCable(219_000_607, fromMinute: 60));

        Assert.Equal(2 * Reports, await bed.ReportsAsync(2 * Reports));
        Assert.Equal(0, Fates(bed.Source).Duplicate);
    }

    /// <summary>However often it is looked at between: an empty file tells nothing. What the old one got last comes before the new one's first.</summary>
    [Fact]
    public void Read_WhileTheNewOneIsEmpty_GoesOnWithTheOldOne()
    {
        File.WriteAllText(FilePath, "");
        using var file = new FollowedFile(FilePath, new FollowedFileMemory());
        Assert.True(file.TryOpen(fromStart: true));
        File.AppendAllText(FilePath, "one\n");
        Assert.Equal("one\n", All(file));

        File.Move(FilePath, FilePath + ".1");
        File.WriteAllText(FilePath, "");
        Assert.Equal("", string.Concat(Enumerable.Range(0, 100).Select(_ => All(file))));
        File.AppendAllText(FilePath + ".1", "two\n");
        Assert.Equal("two\n", All(file));
        File.AppendAllText(FilePath + ".1", "three\n");
        File.AppendAllText(FilePath, "four\n");

        // The line end between is ours: a line that was cut is not gone on with in another file.
        Assert.Equal("three\n\nfour\n", All(file) + All(file));
    }

    /// <summary>Rotated twice with nothing written between: the one in the middle was empty, and the writer is in the newest.</summary>
    [Fact]
    public void Read_WhereTheNewOneWasRotatedWhileItWasEmpty_GoesOnWithTheNewest()
    {
        File.WriteAllText(FilePath, "one\n");
        using var file = new FollowedFile(FilePath, new FollowedFileMemory());
        Assert.True(file.TryOpen(fromStart: true));
        Assert.Equal("one\n", All(file));

        File.Move(FilePath, FilePath + ".1");
        File.WriteAllText(FilePath, "");
        Assert.Equal("", All(file));
        File.Move(FilePath, FilePath + ".2");
        File.WriteAllText(FilePath, "");
        Assert.Equal("\n", All(file) + All(file));
        File.AppendAllText(FilePath, "two\n");

        Assert.Equal("two\n", All(file) + All(file) + All(file));
    }

    /// <summary>Not shorter and of the same birth: only what it holds tells that it is another one.</summary>
    [Fact]
    public async Task File_ThatIsWrittenOverInPlace_IsReadFromItsNewBeginning()
    {
        await using var bed = await FollowedAsync();
        await AppendAsync(traffic);
        await bed.ReportsAsync(Reports);

        using (var file = new FileStream(FilePath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Write([.. Traffic.ShipAtAnchorOnTheCable(219_000_607, fromMinute: 60), .. Traffic.ShipAtAnchorOnTheCable(219_000_608, fromMinute: 120)]);
        }

        Assert.Equal(3 * Reports, await bed.ReportsAsync(3 * Reports));
    }

    /// <summary>As editors and rsync do: a new file takes the place of the old one, and holds all that it held.</summary>
    [Fact]
    public async Task File_ThatIsReplacedByALongerCopyOfItself_IsGoneOnWith()
    {
        await using var bed = await FollowedAsync();
        await AppendAsync(traffic);
        await bed.ReportsAsync(Reports);

        File.WriteAllBytes(FilePath + ".new", [.. traffic, .. Traffic.ShipAtAnchorOnTheCable(219_000_607, fromMinute: 60)]);
        File.Move(FilePath + ".new", FilePath, overwrite: true);

        Assert.Equal(2 * Reports, await bed.ReportsAsync(2 * Reports));
        Assert.Equal(2 * Reports, Fates(bed.Source).Received);
    }

    /// <summary>In the middle of a line, with more appended meanwhile: nothing is read twice, and nothing passed over.</summary>
    [Fact]
    public async Task File_OfAnEntryThatIsChanged_IsGoneOnWith()
    {
        File.WriteAllBytes(FilePath, traffic.AsSpan(0, 3_001));
        await using var service = await RunningService.StartAsync(settings => settings with { Sources = Configured.Sources($"[{Entry(", \"FromStart\": true")}]") });
        await Eventually.HoldsAsync(() => Fates(Log(service)).Received > 0);

        await AppendAsync(traffic.AsSpan(3_001, 5_000).ToArray());
        service.Host.Gateway.Apply(Configured.Sources($"[{Entry(", \"FromStart\": true, \"Station\": \"mast\"")}]"));
        await AppendAsync(traffic.AsSpan(8_001).ToArray());

        await Eventually.HoldsAsync(() => Fates(Log(service)).Stored >= Reports);
        Assert.Equal("mast", Log(service).Settings.Station);
        Assert.Equal((Reports, 0L, 0L), (Fates(Log(service)).Received, Fates(Log(service)).Duplicate, Log(service).Balance.Sums(Log(service).Counters.Stages()).Unread));

        static SourceRuntime Log(RunningService service) => service.Host.Sources.Single(source => source.Name == "log");
    }

    /// <summary>Cut off while there is no room: what was not taken over comes with the next attempt.</summary>
    [Fact]
    public async Task File_WhoseAttemptEndsBeforeItsReportsAreTaken_GivesThemAgain()
    {
        File.WriteAllBytes(FilePath, traffic);
        var entry = Configured.Sources($"[{Entry(", \"FromStart\": true")}]").Single();
        var parts = new GatewayParts(new ReportIntake(40), EventTimeSource.TagBlock, null, TimeProvider.System, NullLogger.Instance) { Ranks = new ShedRanks(AssetIndex.Build(Traffic.Chart)) };
        var taken = new HashSet<AisReport>();
        var first = new SourceRuntime(entry.Settings, parts, entry.Options.Open);
        using (var stopping = new CancellationTokenSource())
        {
            var running = first.RunAsync(stopping.Token);
            await Eventually.HoldsAsync(() => parts.Intake.Waiting >= 20);
            await stopping.CancelAsync();
            await running;
        }

        using var ending = new CancellationTokenSource();
        var second = new SourceRuntime(entry.Settings, parts, entry.Options.Open, before: first);
        var again = second.RunAsync(ending.Token);
        await Eventually.HoldsAsync(() =>
        {
            while (parts.Intake.TryRead(out var item))
            {
                Assert.True(taken.Add(item.Report), "a report came twice");
            }

            return taken.Count == Reports;
        });
        await ending.CancelAsync();
        await again;
    }

    /// <summary>A file that is there, empty, and followed.</summary>
    private async Task<SourceBed> FollowedAsync()
    {
        File.WriteAllBytes(FilePath, []);
        var bed = new SourceBed(Entry());
        await bed.StateAsync(SourceState.Connecting, "following");
        return bed;
    }

    private static Fates Fates(SourceRuntime source) => source.Balance.Sums(source.Counters.Stages()).Total;

    /// <summary>What is there at present.</summary>
    private static string All(FollowedFile file)
    {
        var read = new List<byte>();
        var buffer = new byte[100];
        for (int count; (count = file.Read(buffer)) > 0;)
        {
            read.AddRange(buffer.AsSpan(0, count));
        }

        return Encoding.UTF8.GetString([.. read]);
    }

    private string Entry(string more = "") => $$"""{ "Id": "log", "Kind": "file", "Path": "{{FilePath}}", "PollInterval": "00:00:00.020"{{more}} }""";

    private async Task AppendAsync(byte[] bytes)
    {
        await using var file = new FileStream(FilePath, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        await file.WriteAsync(bytes);
    }
}
