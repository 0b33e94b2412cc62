using System.Buffers;
using System.Text;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Journal;
using MaritimeWatch.Service.Tests.Access;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaritimeWatch.Service.Tests.Journal;

/// <summary>Every part of every message of a vessel, and nothing of another.</summary>
public sealed class VesselSentencesTests : IDisposable
{
    private const uint Ship = 219_000_606;
    private const uint Other = 211_000_009;
    private static readonly Instant Noon = Instant.FromUtc(2024, 11, 17, 12);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("journal");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Find_MessagesOfTwoPartsInterleavedWithAnothers_TakesBothPartsOfHersAlone()
    {
        var (hers, others) = (Static(Ship), Static(Other));

        var extract = await FindAsync(one: [hers[0], hers[1]], two: [others[0], others[1]], order: "1212");

        Assert.Equal(hers, Bare(extract));
    }

    [Fact]
    public async Task Find_SecondPartBeforeTheFirst_IsFoundToo()
    {
        var hers = Static(Ship);

        var extract = await FindAsync(one: [hers[1], hers[0]], two: [], order: "11");

        Assert.Equal([hers[1], hers[0]], Bare(extract));
    }

    [Fact]
    public async Task Find_MessagesThatTheServiceHasNoUseFor_AreHersAllTheSame()
    {
        var text = Lines((encoder, bytes) => encoder.Write(new SafetyBroadcastMessage(new Mmsi(Ship), "MAN OVERBOARD"), Noon, bytes));

        var extract = await FindAsync(one: text, two: Static(Other), order: new string('1', text.Length) + "22");

        Assert.Equal(text, Bare(extract));
    }

    [Fact]
    public async Task Find_ALineBeforeThePeriodAndOneAfter_AreLeftOut_ThoseAtItsEndsAreNot()
    {
        var times = new[] { -3_601, -3_600, 0, 3_600, 3_601 };
        var lines = times.SelectMany(second => Position(Ship, Noon + TimeSpan.FromSeconds(second))).ToArray();

        var extract = await FindAsync(one: lines, two: [], order: "11111");

        Assert.Equal(lines[1..4], Bare(extract));
    }

    [Fact]
    public async Task Find_RecordsOfOtherKinds_AreHersWhereHerNumberStandsAsANumber()
    {
        using (var journal = Open())
        {
            using var feed = journal.Open(JournalKind.Json, "feed");
            RawJournal.Append(feed, Noon, """{"mmsi":219000606,"x":1}"""u8, Noon);
            RawJournal.Append(feed, Noon, """{"mmsi":2190006061}"""u8, Noon);
            RawJournal.Append(feed, Noon, """{"mmsi":"219000606"}"""u8, Noon);
            await journal.FlushAsync();
        }

        Assert.Equal(["""{"mmsi":219000606,"x":1}""", """{"mmsi":"219000606"}"""], Bare(Find()));
    }

    [Fact]
    public async Task Find_WhereLinesWereShed_SaysHowMany_AndWhereTheLinesCameFrom()
    {
        using (var journal = Open())
        {
            using var source = journal.Open(JournalKind.Nmea, "tcp/192.0.2.7:4000", isReceiptTime: false);
            using var silent = journal.Open(JournalKind.Nmea, "tcp/198.51.100.1:4000");
            source.TooLongSoFar(7);
            RawJournal.Append(source, Noon, Encoding.ASCII.GetBytes(Position(Ship, Noon)[0]), Noon);
            await journal.FlushAsync();
        }

        var extract = Find();

        Assert.Equal(7, extract.Shed);
        Assert.Equal([new KeyValuePair<string, string>("nmea-1", "tcp/192.0.2.7:4000")], extract.Origins);
    }

    /// <summary>Names of sources begin anew with each run of the service.</summary>
    [Fact]
    public async Task Find_OverARestart_NamesTheSendersOfBothRuns()
    {
        foreach (var origin in (string[])["tcp/192.0.2.7:4000", "tcp/198.51.100.1:4000"])
        {
            using var journal = Open();
            using var source = journal.Open(JournalKind.Nmea, origin, isReceiptTime: false);
            RawJournal.Append(source, Noon, Encoding.ASCII.GetBytes(Position(Ship, Noon)[0]), Noon);
            await journal.FlushAsync();
        }

        Assert.Equal([new KeyValuePair<string, string>("nmea-1", "tcp/192.0.2.7:4000; tcp/198.51.100.1:4000")], Find().Origins);
    }

    /// <summary>Said at the beginning of the file, or when it came: long before the period.</summary>
    [Fact]
    public async Task Find_WhereTheSenderWasToldLongBefore_NamesItAllTheSame()
    {
        using (var journal = Open())
        {
            using var first = journal.Open(JournalKind.Nmea, "first", isReceiptTime: false);
            RawJournal.Append(first, Noon - TimeSpan.FromHours(9), Encoding.ASCII.GetBytes(Position(Other, Noon - TimeSpan.FromHours(9))[0]), Noon - TimeSpan.FromHours(9));
            await journal.FlushAsync();
            using var second = journal.Open(JournalKind.Nmea, "second", isReceiptTime: false);
            RawJournal.Append(second, Noon - TimeSpan.FromHours(8), Encoding.ASCII.GetBytes(Position(Other, Noon - TimeSpan.FromHours(8))[0]), Noon - TimeSpan.FromHours(8));
            await journal.FlushAsync();
            RawJournal.Append(first, Noon, Encoding.ASCII.GetBytes(Position(Ship, Noon)[0]), Noon);
            RawJournal.Append(second, Noon, Encoding.ASCII.GetBytes(Position(Ship, Noon)[0]), Noon);
            await journal.FlushAsync();
        }

        Assert.Equal([new("nmea-1", "first"), new("nmea-2", "second")], Find().Origins);
    }

    [Fact]
    public void Find_WithoutAJournal_FindsNothing() =>
        Assert.Empty(VesselSentences.Find(Path.Combine(folder.FullName, "none"), [Ship], Noon, Noon, 1_000, CancellationToken.None).Lines);

    private async Task<JournalExtract> FindAsync(string[] one, string[] two, string order)
    {
        using (var journal = Open())
        {
            using var first = journal.Open(JournalKind.Nmea, "one", isReceiptTime: false);
            using var second = journal.Open(JournalKind.Nmea, "two", isReceiptTime: false);
            var (here, there) = (0, 0);
            foreach (var turn in order)
            {
                RawJournal.Append(turn == '1' ? first : second, Noon, Encoding.ASCII.GetBytes(turn == '1' ? one[here++] : two[there++]), Noon);
            }

            await journal.FlushAsync();
        }

        return Find();
    }

    private JournalExtract Find() =>
        VesselSentences.Find(folder.FullName, [Ship], Noon - TimeSpan.FromHours(1), Noon + TimeSpan.FromHours(1), 1 << 20, CancellationToken.None);

    private RawJournal Open() => new(folder.FullName, new JournalSettings(), new SetClock(), NullLogger.Instance);

    /// <summary>The lines as they were received.</summary>
    private static IEnumerable<string> Bare(JournalExtract extract) =>
        extract.Lines.Select(line => Encoding.ASCII.GetString(line)).Select(line => line[(line.IndexOf('\\', 1) + 1)..]);

    private static string[] Static(uint mmsi) => Lines((encoder, bytes) => encoder.Write(new StaticReport(new Mmsi(mmsi), Name: "SHIP", ToBow: 100, ToStern: 20, MessageType: 5), Noon, StationClass.ClassA, bytes));

    private static string[] Position(uint mmsi, Instant time) => Lines((encoder, bytes) => encoder.Write(PositionReport.Create(time, new Mmsi(mmsi), new GeoPosition(51.5, 2), 10, 90, 90), bytes));

    private static string[] Lines(Action<AisEncoder, ArrayBufferWriter<byte>> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        write(new AisEncoder(), bytes);
        return Encoding.ASCII.GetString(bytes.WrittenSpan).Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries);
    }
}
