using System.IO.Compression;
using System.Text;
using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Journal;
using MaritimeWatch.Service.Tests.Access;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaritimeWatch.Service.Tests.Journal;

/// <summary>What is received is kept as received, through kills, full disks and floods.</summary>
public sealed class RawJournalTests : IDisposable
{
    /// <summary>A message 1 of gpsd's test data.</summary>
    private const string Sentence = "!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("journal");
    private readonly SetClock clock = new();

    private Instant Now => new(clock.Now.ToUnixTimeMilliseconds());

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Append_AnyBytes_AreKeptByteForByteBehindOneBlock()
    {
        using var journal = Open();
        using var source = journal.Open(JournalKind.Nmea, "tcp/192.0.2.7:4000");
        byte[][] lines = [Encoding.ASCII.GetBytes(Sentence), Encoding.ASCII.GetBytes("\\s:other,c:1411920004*00\\" + Sentence), [0, 1, 0x1B, 0xFF, (byte)'\\', (byte)'x'], "$PMWJ,SHED,9*00"u8.ToArray()];

        foreach (var line in lines)
        {
            RawJournal.Append(source, Now, line);
        }

        await journal.FlushAsync();
        var kept = Lines().Where(line => line.AsSpan().StartsWith("\\s:nmea-1,"u8)).ToList();
        Assert.Equal(lines, kept.Select(line => line[(line.AsSpan(1).IndexOf((byte)'\\') + 2)..]));
        Assert.Equal(4, journal.Counters.Lines);
    }

    [Fact]
    public async Task Line_WithoutATimeOfItsOwn_ReadsAsOfItsReceipt_AndTheSendersTimeWins()
    {
        using var journal = Open();
        using var source = journal.Open(JournalKind.Nmea, "x");

        RawJournal.Append(source, Now, Encoding.ASCII.GetBytes(Sentence));
        RawJournal.Append(source, Now, Encoding.ASCII.GetBytes($"\\s:r1,c:1411920004*{JournalNote.Checksum("s:r1,c:1411920004"):X2}\\{Sentence}"));
        await journal.FlushAsync();

        var parser = new SentenceParser();
        var read = new List<(Instant?, string)>();
        foreach (var line in Lines())
        {
            if (parser.TryParse(line, out var sentence, out _))
            {
                read.Add((sentence.Time, Encoding.ASCII.GetString(sentence.Source)));
            }
        }

        Assert.Equal([(Now, "nmea-1"), (Instant.FromUnixSeconds(1_411_920_004), "r1")], read);
    }

    [Fact]
    public async Task Line_OfPlayedTraffic_GetsNoTimeOfOurs()
    {
        using var journal = Open();
        using var source = journal.Open(JournalKind.Nmea, "x", isReceiptTime: false);

        RawJournal.Append(source, Now, Encoding.ASCII.GetBytes(Sentence));
        await journal.FlushAsync();

        var reader = new NmeaReportReader(new StaticReportInterning());
        var line = Lines().Single(line => line.AsSpan().StartsWith("\\s:nmea-1,"u8));
        Assert.Equal((ReadResult.Dropped, DropReason.NoTime), (reader.Read(line, null, out _, out var reason), reason));
        Assert.StartsWith($"\\s:nmea-1,t:{Now.UnixSeconds}*", Encoding.ASCII.GetString(line), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_CutAtAnyByteOfItsLastMember_HasEverythingBeforeIt_AndTheNextStartSaysSo()
    {
        using (var journal = Open())
        {
            using var source = journal.Open(JournalKind.Nmea, "x");
            for (var number = 0; number < 20; number++)
            {
                RawJournal.Append(source, Now, Encoding.ASCII.GetBytes($"line {number}"));
                if (number == 9)
                {
                    await journal.FlushAsync();
                }
            }
        }

        var file = JournalFile.In(folder.FullName).Single();
        var members = file.Members();
        var whole = await File.ReadAllBytesAsync(file.Path);
        var index = await File.ReadAllLinesAsync(file.IndexPath);
        Assert.True(file.IsWhole());
        await File.WriteAllLinesAsync(file.IndexPath, index[..^1]);
        for (var length = (int)members[^1].Offset; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(file.Path, whole[..length]);
            var read = new List<string>();
            foreach (var member in file.Members())
            {
                file.Read(member, line => read.Add(Encoding.ASCII.GetString(line)));
            }

            Assert.Contains(read, line => line.EndsWith("line 9", StringComparison.Ordinal));
        }

        using (var next = Open())
        {
            using var source = next.Open(JournalKind.Nmea, "x");
            RawJournal.Append(source, Now, "after"u8);
        }

        var files = JournalFile.In(folder.FullName);
        Assert.Equal(2, files.Count);
        Assert.Contains($"AFTER-CUT,{file.Name}", Encoding.ASCII.GetString(Unpacked(files[1].Path)), StringComparison.Ordinal);
        Assert.Equal(whole[..^1], await File.ReadAllBytesAsync(file.Path));
    }

    [Fact]
    public async Task Disk_ThatRefuses_CostsTheseLinesAndNothingElse_AndTheJournalSaysHowMany()
    {
        var isFull = false;
        using var journal = Open(create: path => new FailingStream(Shared(path), () => isFull));
        using var source = journal.Open(JournalKind.Nmea, "x");
        RawJournal.Append(source, Now, "before"u8);
        await journal.FlushAsync();

        isFull = true;
        RawJournal.Append(source, Now, "one\ntwo"u8);
        await journal.FlushAsync();
        Assert.False(journal.IsWritable);
        RawJournal.Append(source, Now, "three"u8);
        await journal.FlushAsync();

        isFull = false;
        clock.Now += TimeSpan.FromSeconds(2);
        RawJournal.Append(source, Now, "after"u8);
        await journal.FlushAsync();

        Assert.True(journal.IsWritable);
        Assert.Equal((2, 3), (journal.Counters.Lines, journal.Counters.Shed));
        var text = string.Concat(JournalFile.In(folder.FullName).SelectMany(file => file.Members().Select(member => Text(file, member))));
        Assert.Contains("$PMWJ,SHED,3,DISK*", text, StringComparison.Ordinal);
        Assert.Contains("before", text, StringComparison.Ordinal);
        Assert.Contains("after", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disk_ThatRefusesAgainAndAgain_LeavesNoEmptyFilesAndTheJournalSaysHowManyInAll()
    {
        var isFull = true;
        using var journal = Open(create: path => new FailingStream(Shared(path), () => isFull));
        using var source = journal.Open(JournalKind.Nmea, "x");
        for (var second = 0; second < 5; second++)
        {
            RawJournal.Append(source, Now, "one\ntwo"u8);
            await journal.FlushAsync();
            clock.Now += TimeSpan.FromSeconds(2);
        }

        Assert.Empty(folder.GetFiles());
        isFull = false;
        RawJournal.Append(source, Now, "after"u8);
        await journal.FlushAsync();

        Assert.Equal((1, 10), (journal.Counters.Lines, journal.Counters.Shed));
        Assert.Contains("$PMWJ,SHED,10,DISK*", string.Concat(Lines().Select(Encoding.ASCII.GetString)), StringComparison.Ordinal);
    }

    /// <summary>Made fast by an administrator, or of another owner: a folder in its place stands for it.</summary>
    [Fact]
    public async Task File_ThatCannotBeDeleted_CostsNothingElse()
    {
        var stuck = Path.Combine(folder.FullName, "received-20200101T000000Z-00.nmea.gz");
        await File.WriteAllBytesAsync(stuck, [1]);
        Directory.CreateDirectory(stuck + ".index");
        using var journal = Open();
        using var source = journal.Open(JournalKind.Nmea, "x");
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "received-20200201T000000Z-00.nmea.gz"), []);
        for (var hour = 0; hour < 100; hour++)
        {
            RawJournal.Append(source, Now, "line"u8);
            await journal.FlushAsync();
            Assert.True(journal.IsWritable);
            clock.Now += TimeSpan.FromHours(1);
        }

        Assert.Equal(100, journal.Counters.Lines);
        Assert.True(Directory.Exists(stuck + ".index"));
        Assert.False(File.Exists(Path.Combine(folder.FullName, "received-20200201T000000Z-00.nmea.gz")));
    }

    /// <summary>A machine that starts in the year 2040 must not delete what was received last night; one that starts in 1970 neither.</summary>
    [Theory]
    [InlineData(365 * 15)]
    [InlineData(-365 * 15)]
    public async Task Start_WithAClockThatIsWrong_DeletesNothingOfTheLastHours(int days)
    {
        using (var journal = Open())
        {
            using var source = journal.Open(JournalKind.Nmea, "x");
            RawJournal.Append(source, Now, "last night"u8);
        }

        var before = Assert.Single(JournalFile.In(folder.FullName)).Name;
        clock.Now += TimeSpan.FromDays(days);
        using (var journal = Open())
        {
            using var source = journal.Open(JournalKind.Nmea, "x");
            for (var hour = 0; hour < 40; hour++)
            {
                RawJournal.Append(source, Now, "today"u8);
                await journal.FlushAsync();
                clock.Now += TimeSpan.FromHours(1);
            }
        }

        Assert.Contains(before, JournalFile.In(folder.FullName).Select(file => file.Name));
    }

    [Theory]
    [InlineData("received-20200101T000000Z-00.nmea.gz", true)]
    [InlineData("received-20200101T000000Z-123.nmea.gz", true)]
    [InlineData("received-20200101T000000Z-00-keep.nmea.gz", false)]
    [InlineData("received-20200101T000000Z-keep.nmea.gz", false)]
    [InlineData("received-20200101T000000Z-.nmea.gz", false)]
    [InlineData("received-20200101T000000Z.nmea.gz", false)]
    [InlineData("received-20200101T000000Z-0.nmea.gz", false)]
    public void In_AFolderWithForeignFiles_TakesItsOwnAlone(string name, bool isOwn)
    {
        File.WriteAllBytes(Path.Combine(folder.FullName, name), []);

        Assert.Equal(isOwn, JournalFile.In(folder.FullName).Count == 1);
    }

    [Fact]
    public async Task Queue_ThatIsFull_ShedsAndSaysSo_NeverWaits()
    {
        using var gate = new ManualResetEventSlim();
        using var journal = Open(create: path => new FailingStream(Shared(path), () => { gate.Wait(); return false; }));
        using var source = journal.Open(JournalKind.Nmea, "x");
        var line = Enumerable.Repeat((byte)'x', 4_000).ToArray();
        var sent = 0;

        // The writer is held at the gate with at most a queue's worth; then at most another fits.
        for (; sent * 4_000L < 3L * RawJournal.MostWaitingBytes; sent++)
        {
            RawJournal.Append(source, Now, line);
        }

        Assert.True(journal.Counters.Shed > 0);
        gate.Set();
        await journal.FlushAsync();
        RawJournal.Append(source, Now, "last"u8);
        await journal.FlushAsync();
        Assert.Equal(sent + 1, journal.Counters.Lines + journal.Counters.Shed);
        var said = Lines().Select(text => Encoding.ASCII.GetString(text)).Where(text => text.Contains("$PMWJ,SHED,", StringComparison.Ordinal) && text.Contains(",QUEUE*", StringComparison.Ordinal));
        Assert.Equal(journal.Counters.Shed, said.Sum(text => long.Parse(text.Split(',')[3], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Files_OfYesterday_AreDeletedWhenTheirTimeIsOver_TheOldestFirst()
    {
        using var journal = Open(keepHours: 24);
        using var source = journal.Open(JournalKind.Nmea, "x");
        for (var hour = 0; hour < 30; hour++)
        {
            RawJournal.Append(source, Now, "line"u8);
            await journal.FlushAsync();
            clock.Now += TimeSpan.FromHours(1);
        }

        // The last file was begun in hour 29: files begun before hour 4 had ended 24 hours before that.
        var begun = JournalFile.In(folder.FullName).Select(file => (file.Begun.UnixSeconds - SetClock.Epoch.ToUnixTimeSeconds()) / 3_600);
        Assert.Equal(Enumerable.Range(4, 26).Select(hour => (long)hour), begun);
    }

    [Fact]
    public async Task Index_TellsEventTimes_SoThatOtherHoursAreNotUnpacked()
    {
        using var journal = Open();
        using var source = journal.Open(JournalKind.Nmea, "x", isReceiptTime: false);
        var day = Instant.FromUtc(2014, 9, 28);
        foreach (var hour in (int[])[1, 5])
        {
            RawJournal.Append(source, Now, "line"u8, day + TimeSpan.FromHours(hour));
            await journal.FlushAsync();
        }

        var members = JournalFile.In(folder.FullName).Single().Members().Where(member => member.Lines > 0).ToList();

        Assert.Equal([true, false], members.Select(member => member.MayHold(day + TimeSpan.FromMinutes(30), day + TimeSpan.FromHours(2))));
        Assert.Equal([true, false], members.Select(member => member.MayHold(day + TimeSpan.FromHours(1) + TimeSpan.FromMinutes(1), day + TimeSpan.FromHours(2))));
        Assert.Equal([false, false], members.Select(member => member.MayHold(day + TimeSpan.FromHours(1) + TimeSpan.FromSeconds(61), day + TimeSpan.FromHours(2))));
    }

    private RawJournal Open(int keepHours = 72, Func<string, Stream>? create = null) =>
        new(folder.FullName, new JournalSettings { KeepHours = keepHours }, clock, NullLogger.Instance, create);

    private static FileStream Shared(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);

    private List<byte[]> Lines()
    {
        var lines = new List<byte[]>();
        foreach (var file in JournalFile.In(folder.FullName))
        {
            foreach (var member in file.Members())
            {
                Assert.True(file.Read(member, line => lines.Add(line.ToArray())));
            }
        }

        return lines;
    }

    private static string Text(JournalFile file, JournalMember member)
    {
        var text = new StringBuilder();
        file.Read(member, line => text.Append(Encoding.ASCII.GetString(line)).Append('\n'));
        return text.ToString();
    }

    private static byte[] Unpacked(string path)
    {
        using var unpacked = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        unpacked.CopyTo(bytes);
        return bytes.ToArray();
    }
}
