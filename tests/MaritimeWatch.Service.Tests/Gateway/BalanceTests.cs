using System.Net;
using System.Net.Sockets;
using System.Text;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Tests.Gateway;

/// <summary><c>received = stored + duplicate + rejected + shed + in flight</c>, for each source and in all.</summary>
public sealed class BalanceTests
{
    /// <summary>One static report, 61 positions of the ship, 61 + 11 of the other.</summary>
    private const int Messages = 134;

    [Fact]
    public async Task OneTransmissionByThreeWays_IsStoredOnce_AndEachWayHasItsShare()
    {
        await using var service = await RunningService.StartAsync(settings => settings with { Sources = Configured.Sources("""[{ "Id": "second", "Kind": "nmea-tcp-server", "Port": 0 }]""") });
        var traffic = Traffic.ShipAtAnchorOnTheCable(219_000_606);

        await service.SendTcpAsync(traffic);
        await SettledAsync(service, Messages);
        await SendAsync(await PortAsync(service, "second"), traffic);
        await SettledAsync(service, 2 * Messages);
        await service.SendUdpAsync(traffic);
        await SettledAsync(service, 3 * Messages);

        Assert.Equal(new Fates(Messages, Messages, 0, 0, 0), Of(service, "nmea-tcp"));
        Assert.Equal(new Fates(Messages, 0, Messages, 0, 0), Of(service, "second"));
        Assert.Equal(new Fates(Messages, 0, Messages, 0, 0), Of(service, "nmea-udp"));
        Assert.Equal(Messages - 1, service.Host.Store.Counters.Stored);
    }

    [Fact]
    public async Task RubbishAmongTheTraffic_IsRejectedAndAddsUp()
    {
        await using var service = await RunningService.StartAsync();

        await service.SendTcpAsync([.. "$GPGGA,1*00\r\nnoise\r\n!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,0*00\r\n"u8, .. new byte[1 << 20], .. "\r\n"u8, .. Traffic.ShipAtAnchorOnTheCable(219_000_606)]);
        await SettledAsync(service, Messages + 4);

        Assert.Equal(new Fates(Messages + 4, Messages, 0, 4, 0), Of(service, "nmea-tcp"));
    }

    /// <summary>Seeded: bytes changed, lost and put in, anywhere. Nothing of it ends a connection, and good traffic comes through behind it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task MutatedTraffic_DoesNoHarm_AndAddsUp(int seed)
    {
        await using var service = await RunningService.StartAsync();
        var random = new Random(seed);
        var bad = new List<byte>();
        for (var copy = 0; copy < 20; copy++)
        {
            foreach (var letter in Traffic.ShipAtAnchorOnTheCable((uint)(219_000_700 + copy)))
            {
                switch (random.Next(200))
                {
                    case 0:
                        bad.Add((byte)random.Next(256));
                        break;
                    case 1:
                        break;
                    case 2:
                        bad.AddRange([letter, (byte)random.Next(256)]);
                        break;
                    default:
                        bad.Add(letter);
                        break;
                }
            }
        }

        await service.SendTcpAsync([.. bad, .. "\r\n"u8]);
        await Eventually.HoldsAsync(() => service.Host.Gateway.Tcp!.Counters.Open == 0 && Of(service, "nmea-tcp") is { Received: > 0, InFlight: 0 });
        var before = Of(service, "nmea-tcp");
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(219_000_606, fromMinute: 60));
        await SettledAsync(service, (int)before.Received + Messages);

        Assert.True(before.Rejected > 100);
        Assert.Equal(before.Stored + Messages, Of(service, "nmea-tcp").Stored);
    }

    [Fact]
    public async Task WithTheDiskFull_WhatIsNotStoredIsInFlightOrShed_AndIsStoredWhenThereIsRoomAgain()
    {
        await using var service = await RunningService.StartAsync();
        service.Host.Store.MaxDatabaseBytes = 1 << 20;
        var sent = Positions(40_000, 200);

        await service.SendTcpAsync(sent);
        await Eventually.HoldsAsync(() => service.Host.Store.Fault != StoreFault.None && Of(service, "nmea-tcp").Received == 40_000);
        Assert.True(Of(service, "nmea-tcp").InFlight > 0);

        service.Host.Store.MaxDatabaseBytes = 256 << 20;
        await SettledAsync(service, 40_000);

        var fates = Of(service, "nmea-tcp");
        Assert.Equal(40_000, fates.Stored + fates.Duplicate + fates.Rejected + fates.Shed);
        Assert.Equal(fates.Stored, service.Host.Store.Counters.Stored);
    }

    /// <summary>A service that is stopped while the disk refuses gives up what is not stored, and says so: nothing is left on its way.</summary>
    [Fact]
    public async Task StoppedWithTheDiskFull_WhatWasNotStoredIsShed()
    {
        var service = await RunningService.StartAsync();
        service.Host.Store.MaxDatabaseBytes = 1 << 20;
        await service.SendTcpAsync(Positions(40_000, 200));
        await Eventually.HoldsAsync(() => service.Host.Store.Fault != StoreFault.None && Of(service, "nmea-tcp").Received == 40_000);
        var source = service.Host.Sources.Single(source => source.Name == "nmea-tcp");
        var store = service.Host.Store;

        await service.DisposeAsync();

        var fates = source.Balance.Sums(source.Counters.Stages()).Total;
        Assert.Equal((40_000, 0), (fates.Received, fates.InFlight));
        Assert.True(fates.Shed > 0);
        Assert.Equal(store.Counters.Stored, fates.Stored);
    }

    [Fact]
    public async Task Total_AfterASourceIsRemoved_StillHasWhatItBrought()
    {
        await using var service = await RunningService.StartAsync(settings => settings with { Sources = Configured.Sources("""[{ "Id": "second", "Kind": "nmea-tcp-server", "Port": 0 }]""") });
        await SendAsync(await PortAsync(service, "second"), Traffic.ShipAtAnchorOnTheCable(219_000_606));
        await SettledAsync(service, Messages);

        service.Host.Gateway.Apply([]);
        service.Host.Gateway.Apply([]);

        Assert.Equal(new Fates(Messages, Messages, 0, 0, 0), service.Host.Gateway.Total().Total);
    }

    /// <summary>When nothing is on its way any more.</summary>
    private static Task SettledAsync(RunningService service, int received) =>
        Eventually.HoldsAsync(() => service.Host.Gateway.Total().Total is var all && all.Received == received && all.InFlight == 0);

    private static Fates Of(RunningService service, string name)
    {
        var source = service.Host.Sources.Single(source => source.Name == name);
        return source.Balance.Sums(source.Counters.Stages()).Total;
    }

    private static async Task<int> PortAsync(RunningService service, string name)
    {
        var health = service.Host.Sources.Single(source => source.Name == name).Health;
        await Eventually.HoldsAsync(() => health.Reason.StartsWith("listening", StringComparison.Ordinal));
        return IPEndPoint.Parse(health.Reason["listening on TCP ".Length..].Split(';')[0]).Port;
    }

    private static async Task SendAsync(int port, byte[] nmea)
    {
        using var sender = new TcpClient();
        await sender.ConnectAsync(IPAddress.Loopback, port);
        await sender.GetStream().WriteAsync(nmea);
    }

    /// <summary>So many positions of so many ships that move on each time.</summary>
    private static byte[] Positions(int count, int vessels)
    {
        var encoder = new MaritimeWatch.Ais.Encoding.AisEncoder();
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        for (var number = 0; number < count; number++)
        {
            var (vessel, round) = (number % vessels, number / vessels);
            encoder.Write(
                PositionReport.Create(Traffic.Epoch + TimeSpan.FromSeconds(round * 10), new Mmsi((uint)(219_000_000 + vessel)), new GeoPosition(54 + (vessel * 0.01) + (round * 0.0005), 4), 11, 0, 0), bytes);
        }

        return bytes.WrittenSpan.ToArray();
    }
}
