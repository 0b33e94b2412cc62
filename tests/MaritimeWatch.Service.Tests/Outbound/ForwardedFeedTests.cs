using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Outbound;
using MaritimeWatch.Service.Tests.Gateway;
using MaritimeWatch.Service.Tests.Gateway.Feeds;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Service.Tests.Ingest;

namespace MaritimeWatch.Service.Tests.Outbound;

/// <summary>A forwarded feed never loops back: what bears the mark belongs into the picture and does not go out again, by whichever way it came.</summary>
public sealed class ForwardedFeedTests
{
    private const uint Theirs = 219_000_606;
    private const uint Ours = 219_000_607;

    public enum Way
    {
        NmeaOverTcp,
        AisCatcherByWebSocket,
        NdjsonByWebSocket,
        NmeaByWebSocket,
        NmeaByHttp,
        NdjsonByHttp,
        AisCatcherByHttp,
        NmeaByGrpc,
    }

    [Theory]
    [CombinatorialWays]
    public async Task MarkedReport_BesideOneThatIsNot_StaysInAlone(Way way)
    {
        await using var bed = await Bed.StartAsync(way);

        await bed.SendAsync([(Report(Theirs, 0), true), (Report(Ours, 1), false), (Report(Theirs, 2), true), (Report(Ours, 3), false)]);

        Assert.Equal([Report(Ours, 1), Report(Ours, 3)], await bed.ReadAsync(2));
        await Eventually.HoldsAsync(() => bed.Stored == 4);
    }

    /// <summary>The copy of our own receiver speaks for us; it goes out, and once.</summary>
    [Theory]
    [CombinatorialWays]
    public async Task MarkedReport_ThatIsHeardWithoutTheMarkToo_GoesOutOnce(Way way)
    {
        await using var bed = await Bed.StartAsync(way);

        await bed.SendAsync([(Report(Theirs, 0), true)]);
        await bed.HearAsync(Report(Theirs, 0));
        await bed.HearAsync(Report(Theirs, 0));
        await bed.SendAsync([(Report(Ours, 1), false)]);

        Assert.Equal([Report(Theirs, 0), Report(Ours, 1)], (await bed.ReadAsync(2)).OrderBy(report => report.Time));
    }

    /// <summary>Whoever pushes hears of each report what became of it, so a copy goes its way too; out it goes once.</summary>
    [Theory]
    [InlineData(Way.NmeaByHttp)]
    [InlineData(Way.NmeaByGrpc)]
    public async Task PushedCopy_OfWhatOurReceiversHave_GoesOutOnce(Way way)
    {
        await using var bed = await Bed.StartAsync(way);

        await bed.HearAsync(Report(Theirs, 0));
        await bed.SendAsync([(Report(Theirs, 0), false), (Report(Ours, 1), false)]);

        Assert.Equal([Report(Theirs, 0), Report(Ours, 1)], await bed.ReadAsync(2));
    }

    private static AisReport Report(uint mmsi, int second) => new(
        PositionReport.Create(Traffic.Epoch + TimeSpan.FromSeconds(10 * second), new Mmsi(mmsi), new GeoPosition(51.5, 3.0), 10.1, 181.5, 183, NavigationalStatus.AtAnchor, StationClass.ClassA), null);

    private static byte[] Lines(in AisReport report, bool isMarked)
    {
        var text = new System.Buffers.ArrayBufferWriter<byte>();
        ReportSentences.Write(new AisEncoder(new AisEncoderOptions(Remark: isMarked ? ForwardedMark.Text : null)), report, text);
        return text.WrittenSpan.ToArray();
    }

    /// <summary>With white space, as most who handle JSON write it.</summary>
    private static string Json(in AisReport report, bool isMarked, bool isAisCatcher)
    {
        var fix = report.Dynamic;
        var mark = isMarked ? "\"forwarded_by\": \"MaritimeWatch\", " : "";
        return isAisCatcher
            ? FormattableString.Invariant($"{{{mark}\"class\": \"AIS\", \"type\": 1, \"rxuxtime\": {report.Time.UnixSeconds}, \"mmsi\": {report.Mmsi.Value}, \"lat\": {fix.Latitude}, \"lon\": {fix.Longitude}, \"speed\": 10.1, \"course\": 181.5, \"heading\": 183, \"status\": 1}}")
            : FormattableString.Invariant($"{{{mark}\"time\": \"{report.Time.ToDateTime():yyyy-MM-ddTHH:mm:ss}Z\", \"mmsi\": {report.Mmsi.Value}, \"stationClass\": \"A\", \"latitude\": {fix.Latitude}, \"longitude\": {fix.Longitude}, \"speedKnots\": 10.1, \"courseDegrees\": 181.5, \"headingDegrees\": 183, \"status\": 1}}");
    }

    private static byte[] Text(Way way, IEnumerable<(AisReport Report, bool IsMarked)> reports) => Encoding.UTF8.GetBytes(string.Concat(reports.Select(one => way switch
    {
        Way.AisCatcherByWebSocket or Way.AisCatcherByHttp => Json(one.Report, one.IsMarked, isAisCatcher: true) + "\n",
        Way.NdjsonByWebSocket or Way.NdjsonByHttp => Json(one.Report, one.IsMarked, isAisCatcher: false) + "\n",
        _ => Encoding.ASCII.GetString(Lines(one.Report, one.IsMarked)),
    })));

    private sealed class CombinatorialWaysAttribute : Xunit.Sdk.DataAttribute
    {
        public override IEnumerable<object[]> GetData(System.Reflection.MethodInfo testMethod) => Enum.GetValues<Way>().Select(way => new object[] { way });
    }

    /// <summary>A service with one way in and its merged feed read.</summary>
    private sealed class Bed(Way way, RunningService service, TcpClient reader, ScriptedServer? server, System.Threading.Channels.Channel<byte[]> messages) : IAsyncDisposable
    {
        private int sent;

        public long Stored => service.Host.Store.Counters.Stored;

        public static async Task<Bed> StartAsync(Way way)
        {
            var messages = System.Threading.Channels.Channel.CreateUnbounded<byte[]>();
            var payload = way switch
            {
                Way.AisCatcherByWebSocket => "AisCatcher",
                Way.NdjsonByWebSocket => "Ndjson",
                Way.NmeaByWebSocket => "Nmea",
                _ => null,
            };
            var server = payload is null ? null : await ScriptedServer.StartSocketsAsync(async (socket, _, _) =>
            {
                await foreach (var message in messages.Reader.ReadAllAsync())
                {
                    await ScriptedServer.SendAsync(socket, message, System.Net.WebSockets.WebSocketMessageType.Text);
                }
            });
            var sources = server is null ? [] : Configured.Sources($$"""[{ "Id": "feed", "Kind": "websocket", "Address": "ws://127.0.0.1:{{server.Port}}/", "Payload": "{{payload}}" }]""");
            var service = await RunningService.StartAsync(settings => settings with { Sources = sources, Outbound = new OutboundSettings { Nmea = new NmeaOutSettings { Port = 0 } } });
            var reader = new TcpClient();
            await reader.ConnectAsync(IPAddress.Loopback, service.Host.Outputs.Nmea!.Port);
            await Eventually.HoldsAsync(() => service.Host.Outputs.Nmea!.Readers == 1);
            return new Bed(way, service, reader, server, messages);
        }

        /// <summary>Sends them in one message, and waits until they are read.</summary>
        public async Task SendAsync(IReadOnlyList<(AisReport Report, bool IsMarked)> reports)
        {
            var text = Text(way, reports);
            switch (way)
            {
                case Way.NmeaOverTcp:
                    await service.SendTcpAsync(text);
                    break;
                case Way.NmeaByGrpc:
                    await service.PushAsync(Push.Lines(text));
                    break;
                case Way.NmeaByHttp or Way.NdjsonByHttp or Way.AisCatcherByHttp:
                    using (var http = new HttpClient { BaseAddress = service.Host.HttpAddress, Timeout = RunningService.Patience })
                    using (var content = new ByteArrayContent(text))
                    {
                        content.Headers.ContentType = new MediaTypeHeaderValue(way == Way.NmeaByHttp ? "application/x-nmea0183" : "application/x-ndjson");
                        (await http.PostAsync(new Uri("/api/v1/ingest", UriKind.Relative), content)).EnsureSuccessStatusCode();
                    }

                    break;
                default:
                    await messages.Writer.WriteAsync(text);
                    break;
            }

            await TakenAsync(reports.Count);
        }

        /// <summary>A receiver of our own hears a report.</summary>
        public async Task HearAsync(AisReport report)
        {
            await service.SendTcpAsync(Lines(report, isMarked: false));
            await TakenAsync(1);
        }

        /// <summary>The first reports that went out.</summary>
        public async Task<List<AisReport>> ReadAsync(int count)
        {
            using var patience = new CancellationTokenSource(RunningService.Patience);
            using var text = new StreamReader(reader.GetStream(), Encoding.ASCII, leaveOpen: true);
            var (found, nmea) = (new List<AisReport>(), new NmeaReportReader(new StaticReportInterning()));
            while (found.Count < count)
            {
                var line = await text.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("the feed ended");
                if (nmea.Read(Encoding.ASCII.GetBytes(line), null, out var report, out _) == ReadResult.Report)
                {
                    found.Add(report);
                }
            }

            await Eventually.HoldsAsync(() => service.Host.Waiting == 0 && service.Host.Store.Counters.Stored > 0);
            return found;
        }

        public async ValueTask DisposeAsync()
        {
            reader.Dispose();
            messages.Writer.Complete();
            await service.DisposeAsync();
            await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        private async Task TakenAsync(int more)
        {
            sent += more;
            await Eventually.HoldsAsync(() => Received() == sent);
        }

        private long Received() => service.Host.Sources.Sum(source => source.Balance.Sums(source.Counters.Stages()).Positions.Received);
    }
}
