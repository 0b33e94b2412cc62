using System.Net;
using System.Net.Sockets;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Gateway.Sources;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Gateway;

public sealed class UdpSourceTests
{
    private const string Group = "239.192.0.4"; // IEC 61162-450's group for navigational data is of this block

    [Fact]
    public async Task Group_ThatIsJoinedOnAnInterface_IsHeard()
    {
        await using var bed = new SourceBed($$"""{ "Id": "bridge", "Kind": "nmea-udp", "Address": "0.0.0.0", "Port": 0, "Group": "{{Group}}", "Interface": "127.0.0.1" }""");
        var port = await PortAsync(bed);
        using var sender = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        sender.Client.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.Loopback.GetAddressBytes());
        sender.MulticastLoopback = true;

        foreach (var line in Traffic.ShipAtAnchorOnTheCable(219_000_606, minutes: 1).Split((byte)'\n'))
        {
            await sender.SendAsync(line, new IPEndPoint(IPAddress.Parse(Group), port));
        }

        Assert.True(await bed.ReportsAsync(1) > 0);
        await bed.StateAsync(SourceState.Live, $"group {Group}");
    }

    [Fact]
    public async Task Sender_WhoIsNotAllowed_IsNotHeard()
    {
        await using var bed = new SourceBed("""{ "Id": "own", "Kind": "nmea-udp", "Port": 0, "AllowedSenders": ["192.0.2.0/24"] }""");
        var port = await PortAsync(bed);
        using var sender = new UdpClient();

        await sender.SendAsync(Traffic.ShipAtAnchorOnTheCable(219_000_606, minutes: 1), new IPEndPoint(IPAddress.Loopback, port));
        await Eventually.HoldsAsync(() => bed.Source.Counters.TurnedAway == 1);

        Assert.Equal((0, 0), (bed.Intake.Accepted, bed.Source.Counters.Connections));
    }

    [Fact]
    public async Task Port_ThatIsInUse_IsNamedAndTriedAgain()
    {
        using var other = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)other.Client.LocalEndPoint!).Port;
        await using var bed = new SourceBed($$"""{ "Id": "own", "Kind": "nmea-udp", "Port": {{port}}, "MaxRetryDelay": "00:00:01" }""");
        await bed.StateAsync(SourceState.Connecting, $"UDP port {port} on 127.0.0.1 for NMEA 0183 in is in use by another program");

        other.Dispose();

        await bed.StateAsync(SourceState.Connecting, $"listening on UDP 127.0.0.1:{port}");
    }

    [Theory]
    [InlineData("192.0.2.7", true)]
    [InlineData("192.0.2.8", false)]
    [InlineData("198.51.100.255", true)]
    [InlineData("198.51.101.0", false)]
    [InlineData("::ffff:192.0.2.7", true)]
    [InlineData("2001:db8::1", true)]
    [InlineData("2001:db9::1", false)]
    public void SenderList_AdmitsAddressesAndNetworks(string address, bool expected) =>
        Assert.Equal(expected, new SenderList(["192.0.2.7", "198.51.100.0/24", "2001:db8::/32"]).Admits(IPAddress.Parse(address)));

    [Fact]
    public void SenderList_OfNobody_AdmitsEverybody() => Assert.True(new SenderList([]).Admits(IPAddress.Parse("192.0.2.7")));

    private static async Task<int> PortAsync(SourceBed bed)
    {
        await bed.StateAsync(SourceState.Connecting, "listening on UDP ");
        var words = bed.Source.Health.Reason;
        var endpoint = words["listening on UDP ".Length..].Split(',', ';')[0];
        return IPEndPoint.Parse(endpoint).Port;
    }
}
