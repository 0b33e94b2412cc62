using System.Net;
using System.Net.Sockets;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Gateway;

/// <summary>Three receivers that overlap, each missing much and repeating some: the alerts are those of one that hears everything.</summary>
public sealed class OverlappingReceiversTests
{
    private const string Entries = """[{ "Id": "one", "Kind": "nmea-tcp-server", "Port": 0 }, { "Id": "two", "Kind": "nmea-tcp-server", "Port": 0 }, { "Id": "three", "Kind": "nmea-tcp-server", "Port": 0 }]""";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Alerts_OfThreeThatTogetherHearEverything_AreThoseOfOne(int seed)
    {
        byte[] traffic = [.. Traffic.ShipAtAnchorOnTheCable(219_000_606), .. Traffic.ShipAtAnchorOnTheCable(219_000_707, fromMinute: 40)];
        await using var alone = await RunningService.StartAsync();
        await alone.SendTcpAsync(traffic);
        var expected = await alone.EventsAsync(0, 2);

        await using var service = await RunningService.StartAsync(settings => settings with { Sources = Configured.Sources(Entries) });
        var random = new Random(seed);
        var receivers = new List<Receiver>();
        foreach (var name in new[] { "one", "two", "three" })
        {
            receivers.Add(await Receiver.ConnectAsync(service, name));
        }

        // A minute at a time, as on the air; which receiver of the three is first is left to chance.
        foreach (var minute in traffic.Split((byte)'\n').Chunk(4))
        {
            var heard = receivers.ToDictionary(receiver => receiver, _ => new List<byte>());
            foreach (var line in minute)
            {
                var deaf = random.Next(3);
                for (var number = 0; number < 3; number++)
                {
                    for (var copies = number == deaf ? 0 : random.Next(10) == 0 ? 2 : 1; copies > 0; copies--)
                    {
                        heard[receivers[number]].AddRange(line);
                    }
                }
            }

            foreach (var receiver in receivers.OrderBy(_ => random.Next()))
            {
                await receiver.SendAsync([.. heard[receiver]]);
            }
        }

        var events = await service.EventsAsync(0, 2);
        Assert.Equal(expected.Select(Told), events.Select(Told));
        receivers.ForEach(receiver => receiver.Dispose());
        await Eventually.HoldsAsync(() => service.Host.Gateway.Total().Total.InFlight == 0);
        Assert.Equal(alone.Host.Store.Counters.Stored, service.Host.Store.Counters.Stored);
        Assert.True(service.Host.Gateway.Total().Total.Duplicate > 200);
    }

    private static (string, AlertState, Severity, string) Told(AlertEvent alert) => (alert.AlertId, alert.State, alert.Severity, alert.Headline);

    private sealed class Receiver(Service.Gateway.SourceRuntime source, TcpClient client) : IDisposable
    {
        private long sent;

        public static async Task<Receiver> ConnectAsync(RunningService service, string name)
        {
            var source = service.Host.Sources.Single(source => source.Name == name);
            await Eventually.HoldsAsync(() => source.Health.Reason.StartsWith("listening", StringComparison.Ordinal));
            var client = new TcpClient();
            await client.ConnectAsync(IPEndPoint.Parse(source.Health.Reason["listening on TCP ".Length..].Split(';')[0]));
            return new Receiver(source, client);
        }

        public async Task SendAsync(byte[] bytes)
        {
            await client.GetStream().WriteAsync(bytes);
            sent += bytes.Length;
            await Eventually.HoldsAsync(() => source.Counters.Bytes == sent);
        }

        public void Dispose() => client.Dispose();
    }
}
