using System.Net;
using System.Net.Sockets;
using System.Text;
using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Outbound;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Outbound;

/// <summary>The merged feed as NMEA 0183 over TCP.</summary>
public sealed class NmeaOutTests
{
    private const uint Ship = 219_000_606;

    [Fact]
    public async Task MergedFeed_OfWhatCameIn_IsTheSameReportsWithStationTimeAndMark()
    {
        await using var service = await RunningService.StartAsync(settings => settings with { Outbound = new OutboundSettings { Nmea = new NmeaOutSettings { Port = 0, Station = "Zeebrugge" } } });
        using var reader = await ConnectAsync(service.Host.Outputs.Nmea!);
        var traffic = Traffic.ShipAtAnchorOnTheCable(Ship);
        var expected = Reports(traffic);

        await service.SendTcpAsync(traffic);
        var lines = await LinesAsync(reader, expected.Count);

        Assert.All(lines, line => Assert.True(ForwardedMark.IsIn(Encoding.ASCII.GetBytes(line[1..line.IndexOf('\\', 1)])), line));
        Assert.All(lines, line => Assert.Contains("s:Zeebrugge,c:", line, StringComparison.Ordinal));
        Assert.Equal(expected, Reports(Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + "\r\n")))));
    }

    /// <summary>A feeds B; B has the reports, and sends none of them on.</summary>
    [Fact]
    public async Task MergedFeed_OfAnotherService_IsInThePictureAndNotSentOnAgain()
    {
        await using var first = await RunningService.StartAsync(settings => settings with { Outbound = new OutboundSettings { Nmea = new NmeaOutSettings { Port = 0 } } });
        await using var second = await RunningService.StartAsync(settings => settings with { Outbound = new OutboundSettings { Nmea = new NmeaOutSettings { Port = 0 } } });
        using var between = await ConnectAsync(first.Host.Outputs.Nmea!);
        using var last = await ConnectAsync(second.Host.Outputs.Nmea!);
        var traffic = Traffic.ShipAtAnchorOnTheCable(Ship);
        var count = Reports(traffic).Count;

        await first.SendTcpAsync(traffic);
        var sentOn = string.Concat((await LinesAsync(between, count)).Select(line => line + "\r\n"));
        await second.SendTcpAsync(Encoding.ASCII.GetBytes(sentOn));
        await Eventually.HoldsAsync(() => second.Host.Store.Counters.Stored == first.Host.Store.Counters.Stored && first.Host.Store.Counters.Stored > 0);

        // What follows without the mark is the first that goes out.
        var own = new AisReport(PositionReport.Create(Reports(traffic)[^1].Time + TimeSpan.FromMinutes(1), new Mmsi(Ship + 1), new GeoPosition(51.5, 3.0), 10, stationClass: StationClass.ClassA), null);
        var sentence = new System.Buffers.ArrayBufferWriter<byte>();
        ReportSentences.Write(new Ais.Encoding.AisEncoder(), own, sentence);
        await second.SendTcpAsync(sentence.WrittenSpan.ToArray());
        Assert.Equal(own, Assert.Single(Reports(Encoding.ASCII.GetBytes(Assert.Single(await LinesAsync(last, 1)) + "\n"))));
    }

    [Fact]
    public async Task NmeaOut_ToAReaderThatHasStopped_CutsItAndServesTheOthers()
    {
        await using var output = new NmeaOut(new NmeaOutSettings { Port = 0, BufferedKibibytes = 64 }, TimeProvider.System);
        using var stopping = new CancellationTokenSource();
        var running = output.RunAsync(stopping.Token);
        using var stalled = await ConnectAsync(output);
        using var reading = await ConnectAsync(output);
        var (given, taken) = (0, 0);
        var buffer = new byte[65_536];
        while (output.Counters.Cut == 0)
        {
            for (var number = 0; number < 200; number++)
            {
                output.Offer(new AisReport(PositionReport.Create(Traffic.Epoch + TimeSpan.FromSeconds(given++), new Mmsi(Ship), new GeoPosition(51.5, 3.0), 10), null));
            }

            // The one that reads has everything before more comes, so that it is never the slow one.
            while (taken < given)
            {
                var count = await Soonest(reading.GetStream().ReadAsync(buffer));
                Assert.NotEqual(0, count);
                taken += buffer.AsSpan(0, count).Count((byte)'\n');
            }
        }

        await Eventually.HoldsAsync(() => output.Readers == 1);
        Assert.Equal((1, 0, given), (output.Counters.Cut, output.Shed, output.Counters.Sent));
        await stopping.CancelAsync();
        await running;
    }

    [Fact]
    public async Task NmeaOut_WithAllPlacesTaken_SendsFurtherReadersAway()
    {
        await using var output = new NmeaOut(new NmeaOutSettings { Port = 0, MaxClients = 1 }, TimeProvider.System);
        using var stopping = new CancellationTokenSource();
        var running = output.RunAsync(stopping.Token);
        using var first = await ConnectAsync(output);
        using var second = new TcpClient();
        await second.ConnectAsync(IPAddress.Loopback, output.Port);

        Assert.Equal(0, await Soonest(second.GetStream().ReadAsync(new byte[10])));
        Assert.Equal(1, output.Readers);
        await stopping.CancelAsync();
        await running;
    }

    private static async Task<TcpClient> ConnectAsync(NmeaOut output)
    {
        var before = output.Readers;
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, output.Port);
        await Eventually.HoldsAsync(() => output.Readers == before + 1);
        return client;
    }

    private static async Task<int> Soonest(ValueTask<int> read) => await read.AsTask().WaitAsync(RunningService.Patience);

    /// <summary>Lines until they hold so many reports.</summary>
    private static async Task<List<string>> LinesAsync(TcpClient reader, int reports)
    {
        using var patience = new CancellationTokenSource(RunningService.Patience);
        using var text = new StreamReader(reader.GetStream(), Encoding.ASCII, leaveOpen: true);
        var (lines, found, nmea) = (new List<string>(), 0, new NmeaReportReader(new StaticReportInterning()));
        while (found < reports)
        {
            lines.Add(await text.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("the feed ended"));
            found += nmea.Read(Encoding.ASCII.GetBytes(lines[^1]), null, out _, out _) == ReadResult.Report ? 1 : 0;
        }

        return lines;
    }

    private static List<AisReport> Reports(byte[] nmea)
    {
        var (reader, found) = (new NmeaReportReader(new StaticReportInterning()), new List<AisReport>());
        foreach (var line in nmea.Split((byte)'\n'))
        {
            if (reader.Read(line.AsSpan().TrimEnd((byte)'\r'), null, out var report, out _) == ReadResult.Report)
            {
                found.Add(report);
            }
        }

        return found;
    }
}
