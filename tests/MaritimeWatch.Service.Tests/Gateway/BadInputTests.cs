using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Gateway;

/// <summary>What goes wrong, and what an operator reads of it.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData(SocketError.HostNotFound, "the name of ais.example.org:10110 is not known to DNS")]
    [InlineData(SocketError.TryAgain, "DNS gives no answer about ais.example.org:10110")]
    [InlineData(SocketError.ConnectionRefused, "ais.example.org:10110 refuses the connection: nothing listens there")]
    [InlineData(SocketError.NetworkUnreachable, "there is no route to ais.example.org:10110")]
    [InlineData(SocketError.HostUnreachable, "there is no route to ais.example.org:10110")]
    [InlineData(SocketError.TimedOut, "ais.example.org:10110 does not answer")]
    [InlineData(SocketError.ConnectionReset, "ais.example.org:10110 broke the connection off")]
    public void FailureWords_OfAConnection_SayWhatAPersonCanActOn(SocketError error, string expected) =>
        Assert.Equal(expected, FailureWords.Of(new IOException("x", new SocketException((int)error)), "ais.example.org:10110").Message);

    [Fact]
    public void FailureWords_OfTls_AreARefusal()
    {
        var told = FailureWords.Of(new AuthenticationException("The remote certificate is invalid."), "broker.example.org:8883");

        Assert.Equal(("TLS with broker.example.org:8883 fails: The remote certificate is invalid", SourceOutlook.Refused), (told.Message, told.Outlook));
    }

    [Fact]
    public void FailureWords_OfOurOwnMistake_SayThatItIsOne() =>
        Assert.StartsWith("a fault of this program at feed: InvalidOperationException", FailureWords.Of(new InvalidOperationException("x"), "feed").Message, StringComparison.Ordinal);

    /// <summary>A name of the domain that never resolves (RFC 6761); without a network DNS cannot even say so.</summary>
    [Fact]
    public async Task Name_ThatDnsDoesNotKnow_IsNamed()
    {
        await using var bed = new SourceBed("""{ "Id": "far", "Kind": "nmea-tcp-client", "Host": "nobody.invalid", "Port": 10110 }""");

        await Eventually.HoldsAsync(() => bed.Source.Health.Reason is "the name of nobody.invalid:10110 is not known to DNS" or "DNS gives no answer about nobody.invalid:10110");
        Assert.NotNull(bed.Source.Health.NextTry);
    }

    /// <summary>A listener whose queue is full lets nobody in and says nothing.</summary>
    [Fact]
    public async Task Connect_ThatNeverCompletes_IsGivenUpAfterItsTime()
    {
        using var full = new Socket(SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        var port = ((IPEndPoint)full.LocalEndPoint!).Port;
        var waiting = Enumerable.Range(0, 8).Select(_ => new TcpClient()).ToList();
        var connecting = waiting.Select(client => client.ConnectAsync(IPAddress.Loopback, port)).ToList();
        await connecting[0];

        await using (var bed = new SourceBed($$"""{ "Id": "far", "Kind": "nmea-tcp-client", "Host": "127.0.0.1", "Port": {{port}}, "ConnectTimeout": "00:00:01" }"""))
        {
            await bed.StateAsync(SourceState.Connecting, $"127.0.0.1:{port} does not answer within 1 s");
        }

        waiting.ForEach(client => client.Dispose());
        await Task.WhenAll(connecting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    [Fact]
    public async Task HalfSentencesAndNoise_AreCounted_AndWhatFollowsIsRead()
    {
        var random = new Random(5);
        var noise = new byte[1 << 20];
        random.NextBytes(noise);
        using var receiver = new TcpListener(IPAddress.Loopback, 0);
        receiver.Start();
        await using var bed = new SourceBed($$"""{ "Id": "own", "Kind": "nmea-tcp-client", "Host": "127.0.0.1", "Port": {{((IPEndPoint)receiver.LocalEndpoint).Port}} }""");
        using var connection = await receiver.AcceptSocketAsync();

        await connection.SendAsync((byte[])[.. noise, .. "\r\n!AIVDM,2,1,3,A,55\r\n!AIVDM,1,1,,A,1\r\n"u8, .. Enumerable.Repeat((byte)'x', 1 << 20), .. "\r\n"u8, .. Traffic.ShipAtAnchorOnTheCable(219_000_606)]);

        Assert.Equal(134, await bed.ReportsAsync(134));
        bed.Source.Look();
        Assert.True(bed.Source.Balance.Sums(bed.Source.Counters.Stages()).Unread > 1_000);
        Assert.Equal(0, bed.Source.Reconnects);
    }

    [Fact]
    public void Rubbish_ThatIsMostOfASource_MakesItSuspectAndItGivesWay()
    {
        var figures = new SourceFigures(1, 1, BadOfMinute: 60, AllOfMinute: 100, 1, null, null);

        Assert.Equal("most of it is rubbish (60 of 100 messages in the last minute); it gives way to other sources", Suspicion.Of(figures));
        Assert.Null(Suspicion.Of(figures with { BadOfMinute = 50 }));
        Assert.Null(Suspicion.Of(figures with { BadOfMinute = 59, AllOfMinute = 99 }));
    }

    [Theory]
    [InlineData(20, false)]
    [InlineData(21, true)]
    public void ShipsThatLeapAbout_MakeASourceSuspect(int implausible, bool expected) => Assert.Equal(
        expected, Suspicion.Of(new SourceFigures(1, 1, 0, 100, 1, null, null) { PositionsOfMinute = 100, ImplausibleOfMinute = implausible }) is not null);

    [Theory]
    [InlineData(299, 300, false)]
    [InlineData(300, 600, false)]
    [InlineData(301, 600, true)]
    public void ShipsThatNobodyEverHeardOf_MakeASourceSuspect(int strangers, int all, bool expected) =>
        Assert.Equal(expected, Suspicion.Of(new SourceFigures(1, 1, 0, all, 1, null, null) { StrangersOfMinute = strangers }) is not null);

    /// <summary>A storm beyond the source's rate: what is not taken is counted, the ship over the cable comes through, and the source says what happens.</summary>
    [Fact]
    public async Task UdpStorm_IsShed_AndWhatIsNearAnAssetComesThrough()
    {
        await using var bed = new SourceBed("""{ "Id": "own", "Kind": "nmea-udp", "Port": 0, "MessagesPerSecond": 100 }""");
        await bed.StateAsync(SourceState.Connecting, "listening on UDP ");
        using var sender = new UdpClient();
        sender.Connect(IPEndPoint.Parse(bed.Source.Health.Reason["listening on UDP ".Length..].Split(';')[0]));
        var sent = 0L;
        var ship = Traffic.ShipAtAnchorOnTheCable(219_000_606, fromMinute: 30, minutes: 20).Split((byte)'\n').Where(line => !Encoding.ASCII.GetString(line).Contains("AIVDM,2", StringComparison.Ordinal));
        foreach (var datagram in Storm(3_000).Concat(ship).Chunk(50).Select(lines => lines.SelectMany(line => line).ToArray()))
        {
            await sender.SendAsync(datagram);
            sent += datagram.Length;
            await Eventually.HoldsAsync(() => bed.Source.Counters.Bytes == sent);
        }

        await Eventually.HoldsAsync(() => bed.Source.Balance.Sums(bed.Source.Counters.Stages()).Total is var all && all.Received == bed.Intake.Accepted + all.Shed + all.Duplicate + all.Rejected);
        var fates = bed.Source.Balance.Sums(bed.Source.Counters.Stages()).Total;
        Assert.True(fates.Shed > 2_000);
        var near = 0;
        while (bed.Intake.TryRead(out var item))
        {
            near += item.Report.Mmsi.Value == 219_000_606 ? 1 : 0;
        }

        Assert.Equal(41, near);
        bed.Source.Look();
        Assert.Contains("messages are being shed (", bed.Source.Health.Reason, StringComparison.Ordinal);
    }

    /// <summary>Class A ships far from everything charted.</summary>
    private static IEnumerable<byte[]> Storm(int count)
    {
        var encoder = new MaritimeWatch.Ais.Encoding.AisEncoder();
        for (var number = 0; number < count; number++)
        {
            var bytes = new System.Buffers.ArrayBufferWriter<byte>();
            encoder.Write(
                MaritimeWatch.Domain.Vessels.PositionReport.Create(
                    Traffic.Epoch, new MaritimeWatch.Domain.Vessels.Mmsi((uint)(211_000_000 + number)), new MaritimeWatch.Domain.GeoPosition(56, 4), 10, 0), bytes);
            yield return bytes.WrittenSpan.ToArray();
        }
    }
}
