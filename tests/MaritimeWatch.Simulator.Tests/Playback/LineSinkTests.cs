using System.Net;
using System.Net.Sockets;
using System.Text;
using MaritimeWatch.Simulator.Playback;

namespace MaritimeWatch.Simulator.Tests.Playback;

public class LineSinkTests
{
    private static readonly byte[] TwoLines = Encoding.ASCII.GetBytes("!one\r\n!two\r\n");

    [Fact]
    public async Task TcpLineSink_SomebodyListens_DeliversTheLinesInOrder()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using (var sink = new TcpLineSink("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, new LeapingClock()))
        {
            await sink.SendAsync(TwoLines, CancellationToken.None);
            await sink.FlushAsync(CancellationToken.None);
        }

        using var accepted = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(accepted.GetStream());
        Assert.Equal("!one\r\n!two\r\n", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task TcpLineSink_NobodyListens_TriesTenTimesAndSaysSoOnce()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var clock = new LeapingClock();
        var notices = new List<string>();
        await using var sink = new TcpLineSink("127.0.0.1", port, clock, notices.Add);
        await sink.SendAsync(TwoLines, CancellationToken.None);

        var failure = await Assert.ThrowsAsync<PlaybackException>(() => sink.FlushAsync(CancellationToken.None).AsTask());

        Assert.Contains($"127.0.0.1:{port}", failure.Message, StringComparison.Ordinal);
        Assert.Single(notices);
        Assert.Equal(TimeSpan.FromSeconds(9), clock.Elapsed);
    }

    [Fact]
    public async Task UdpLineSink_TwoLines_AreTwoDatagrams()
    {
        using var receiver = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await using var sink = new UdpLineSink("127.0.0.1", ((IPEndPoint)receiver.Client.LocalEndPoint!).Port);

        await sink.SendAsync(TwoLines, CancellationToken.None);

        Assert.Equal("!one\r\n", Encoding.ASCII.GetString((await receiver.ReceiveAsync()).Buffer));
        Assert.Equal("!two\r\n", Encoding.ASCII.GetString((await receiver.ReceiveAsync()).Buffer));
    }
}
