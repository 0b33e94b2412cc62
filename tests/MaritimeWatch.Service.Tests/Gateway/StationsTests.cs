using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Outbound;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Service.Tests.Replay;

namespace MaritimeWatch.Service.Tests.Gateway;

/// <summary>The same transmission heard by several stations is one report, and who heard it is kept and seen.</summary>
public sealed class StationsTests
{
    private const uint Ship = 219_000_606;

    private static readonly Instant Start = Instant.FromUtc(2024, 11, 17);

    [Fact]
    public void Heard_ByMoreStationsThanAreToldApart_CountsTheRestTogether()
    {
        ushort next = 100;
        var stations = new SourceStations(_ => next++);
        for (var number = 0; number <= SourceStations.Most; number++)
        {
            stations.Heard($"s{number:000}", Start);
        }

        Assert.Equal(100, stations.Heard("s000", Start + TimeSpan.FromSeconds(9)));
        Assert.Equal(ReportBatch.NoStation, stations.Heard("another", Start));
        Assert.Equal(ReportBatch.NoStation, stations.Heard(null, Start));
        Assert.Equal((SourceStations.Most, 2), (stations.List().Count, stations.Beyond));
        Assert.Equal(new HeardStation("s000", 2, Start + TimeSpan.FromSeconds(9)), stations.List()[0]);
    }

    [Fact]
    public async Task OneTransmissionByThreeStations_IsOneReport_AndTheThreeAreSeen()
    {
        await using var service = await RunningService.StartAsync(settings => settings with
        {
            Sources = Configured.Sources("""[{ "Id": "ostend", "Kind": "nmea-tcp-server", "Port": 0, "Station": "Oostende, dak" }]"""),
            Outbound = new OutboundSettings { Nmea = new NmeaOutSettings { Port = 0, Station = "centre" } },
        });
        using var reader = new TcpClient();
        await reader.ConnectAsync(IPAddress.Loopback, service.Host.Outputs.Nmea!.Port);
        await Eventually.HoldsAsync(() => service.Host.Outputs.Nmea!.Readers == 1);
        using var lines = new StreamReader(reader.GetStream());

        await service.SendTcpAsync([.. Sentence(0, "mast"), .. Sentence(0, "roof")]);
        await Eventually.HoldsAsync(() => service.Host.Gateway.Total().Total is { Received: 2, InFlight: 0 });
        await SendAsync(service, "ostend", [.. Sentence(0, null), .. Sentence(10, null)]);
        await Eventually.HoldsAsync(() => service.Host.Gateway.Total().Total is { Received: 4, InFlight: 0 });
        await service.SendTcpAsync(Sentence(20, null));

        Assert.Contains("s:mast,c:", await lines.ReadLineAsync().WaitAsync(RunningService.Patience), StringComparison.Ordinal);
        Assert.Contains("s:Oostende_ dak,c:", await lines.ReadLineAsync().WaitAsync(RunningService.Patience), StringComparison.Ordinal);
        Assert.Contains("s:centre,c:", await lines.ReadLineAsync().WaitAsync(RunningService.Patience), StringComparison.Ordinal);
        Assert.Equal(
            [("nmea-tcp", "mast"), ("nmea-tcp", "roof"), ("ostend", null)],
            service.Host.Gateway.WhoHeard(Report(0)).Select(one => (one.Source.Name, one.Station)));

        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };
        var sources = JsonNode.Parse(await http.GetStringAsync("/api/v1/sources/nmea-tcp"))!;
        Assert.Equal(["mast", "roof"], sources["stationsHeard"]!.AsArray().Select(station => station!["station"]!.GetValue<string>()));
        Assert.All(sources["stationsHeard"]!.AsArray(), station => Assert.Equal(1, station!["messages"]!.GetValue<int>()));
        var table = await CommandRun.ProcessAsync(["sources", "--server", service.Host.HttpAddress.ToString()]);
        Assert.Contains("mast, roof", Encoding.UTF8.GetString(table.Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reception_OfALastPosition_IsWhoHeardIt()
    {
        await using var service = await RunningService.StartAsync();
        await service.SendTcpAsync([.. Sentence(0, "mast"), .. Sentence(0, "roof")]);
        await Eventually.HoldsAsync(() => service.Host.Gateway.Total().Total is { Received: 2, InFlight: 0 });
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };

        var answer = JsonNode.Parse(await http.GetStringAsync($"/api/v1/vessels/{Ship}/reception"))!;

        Assert.Equal((Ship, "2024-11-17T00:00:00Z"), (answer["mmsi"]!.GetValue<uint>(), answer["time"]!.GetValue<string>()));
        Assert.Equal(["nmea-tcp mast", "nmea-tcp roof"], answer["heardBy"]!.AsArray().Select(one => $"{one!["source"]} {one["station"]}"));
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/api/v1/vessels/219000607/reception")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync("/api/v1/vessels/ship/reception")).StatusCode);
    }

    [Theory]
    [InlineData("Oostende", "Oostende")]
    [InlineData("a name of more than fifteen", "a name of more ")]
    [InlineData("a,b*c\\d!e$f", "a_b_c_d_e_f")]
    [InlineData("Kämpinge", "K_mpinge")]
    [InlineData("***", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void TagName_OfAStation_FitsATagBlock(string? station, string? expected) => Assert.Equal(expected?.Trim(), new TagNames().Of(station));

    private static AisReport Report(int second) => new(PositionReport.Create(Start + TimeSpan.FromSeconds(second), new Mmsi(Ship), new GeoPosition(55 + (second * 1e-4), 4), 10, 0), null);

    private static byte[] Sentence(int second, string? station)
    {
        var output = new ArrayBufferWriter<byte>();
        ReportSentences.Write(new AisEncoder(new AisEncoderOptions(Source: station)), Report(second), output);
        return output.WrittenSpan.ToArray();
    }

    private static async Task SendAsync(RunningService service, string name, byte[] nmea)
    {
        var health = service.Host.Sources.Single(source => source.Name == name).Health;
        await Eventually.HoldsAsync(() => health.Reason.StartsWith("listening", StringComparison.Ordinal));
        using var sender = new TcpClient();
        await sender.ConnectAsync(IPEndPoint.Parse(health.Reason["listening on TCP ".Length..].Split(';')[0]));
        await sender.GetStream().WriteAsync(nmea);
    }
}
