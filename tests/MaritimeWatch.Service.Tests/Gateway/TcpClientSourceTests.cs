using System.Net;
using System.Net.Sockets;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Gateway;

public sealed class TcpClientSourceTests
{
    [Fact]
    public async Task Source_WhoseReceiverAcceptsAndSends_RaisesWhatTheTrafficShows()
    {
        using var receiver = Receiver(out var port);
        await using var service = await RunningService.StartAsync(settings => settings with { Sources = Configured.Sources(Entry(port)) });

        using var connection = await receiver.AcceptSocketAsync();
        await connection.SendAsync(Traffic.ShipAtAnchorOnTheCable(219_000_606));

        Assert.NotEmpty(await service.EventsAsync(0, 1));
        var source = service.Host.Sources.Single(source => source.Name == "ostend");
        Assert.Equal(SourceState.Live, source.Health.State);
        Assert.Equal($"connected to 127.0.0.1:{port}", source.Health.Reason);
    }

    [Fact]
    public async Task Source_WhoseReceiverEndsTheConnection_ConnectsAgain()
    {
        using var receiver = Receiver(out var port);
        await using var service = await RunningService.StartAsync(settings => settings with { Sources = Configured.Sources(Entry(port)) });
        var traffic = Traffic.ShipAtAnchorOnTheCable(219_000_606);
        var cut = Array.IndexOf(traffic, (byte)'\n', traffic.Length / 2) + 1;

        using (var first = await receiver.AcceptSocketAsync())
        {
            await first.SendAsync(traffic.AsMemory(..cut));
        }

        using var second = await receiver.AcceptSocketAsync();
        await second.SendAsync(traffic.AsMemory(cut..));

        Assert.NotEmpty(await service.EventsAsync(0, 1));
        Assert.Equal(1, service.Host.Sources.Single(source => source.Name == "ostend").Reconnects);
    }

    [Fact]
    public async Task Source_WhereNothingListens_SaysSoAndGoesOnTrying()
    {
        Receiver(out var port).Dispose();
        await using var service = await RunningService.StartAsync(settings => settings with { Sources = Configured.Sources(Entry(port)) });
        var source = service.Host.Sources.Single(source => source.Name == "ostend");

        await Eventually.HoldsAsync(() => source.Reconnects > 0);

        await Eventually.HoldsAsync(() => source.Health is { State: SourceState.Connecting, NextTry: not null } && source.Health.Reason == $"127.0.0.1:{port} refuses the connection: nothing listens there");
    }

    private static string Entry(int port) => $$"""[{ "Id": "ostend", "Kind": "nmea-tcp-client", "Host": "127.0.0.1", "Port": {{port}}, "MaxRetryDelay": "00:00:01" }]""";

    private static TcpListener Receiver(out int port)
    {
        var receiver = new TcpListener(IPAddress.Loopback, 0);
        receiver.Start();
        port = ((IPEndPoint)receiver.LocalEndpoint).Port;
        return receiver;
    }
}
