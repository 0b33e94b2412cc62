using System.Buffers.Binary;
using System.Text;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Grpc.Tests.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MaritimeWatch.Grpc.Tests.Server;

/// <summary>What a connection sees, frame by frame: pings, the server's farewell, and requests that are none.</summary>
public sealed class GrpcServerConnectionTests
{
    private static readonly byte[] EmptyMessage = new byte[5];

    /// <summary>RFC 9113, section 6.8: streams up to the last one named are answered; then the connection is closed.</summary>
    [Fact]
    public async Task StopAsync_WhileACallRuns_SaysGoAwayThenAnswersThenCloses()
    {
        var started = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        await using var host = await TestHost.StartAsync(null, ProbeService.Of(unary: _ =>
        {
            started.SetResult();
            return finish.Task;
        }));
        await using var connection = await RawConnection.OpenAsync(host.Address);
        await connection.SendRequestAsync(1, RawHeaders.OfCall(ProbeService.EmptyCall.Path), EmptyMessage);
        await started.Task;

        var stopping = host.StopAsync();
        var farewell = await connection.ReadAsync(RawFrame.GoAway);
        finish.SetResult();

        Assert.NotNull(farewell);
        Assert.Equal(int.MaxValue, BinaryPrimitives.ReadInt32BigEndian(farewell.Value.Payload)); // Whatever is under way is still taken.
        Assert.Equal(0, BinaryPrimitives.ReadInt32BigEndian(farewell.Value.Payload.AsSpan(4))); // NO_ERROR
        Assert.Equal("status 0", await AnswerAsync(connection, 1));

        // At the client's next sign of life: Kestrel looks after its connections when something comes in.
        await connection.SendAsync(new RawFrame(RawFrame.Ping, 0, 0, new byte[8]));
        farewell = await connection.ReadAsync(RawFrame.GoAway);
        Assert.Equal(1, BinaryPrimitives.ReadInt32BigEndian(farewell!.Value.Payload));
        Assert.Null(await connection.ReadAsync());
        await stopping.WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>gRPC's keepalive guide: a default server answers the third ping within five minutes with too_many_pings. Ours takes any number, with calls and without.</summary>
    [Fact]
    public async Task Pings_AThousandInARowWithoutACall_AreAnsweredAndNotPunished()
    {
        const int count = 1000;
        await using var host = await TestHost.StartAsync(null, ProbeService.Of());
        await using var connection = await RawConnection.OpenAsync(host.Address);
        for (var number = 0; number < count; number++)
        {
            var payload = new byte[8];
            BinaryPrimitives.WriteInt32BigEndian(payload, number);
            await connection.SendAsync(new RawFrame(RawFrame.Ping, 0, 0, payload));
        }

        for (var number = 0; number < count; number++)
        {
            var answer = await connection.ReadAsync(RawFrame.Ping);
            while (answer is { Flags: 0 })
            {
                // The server's own, with which it looks whether we are there: it may send one at any time.
                answer = await connection.ReadAsync(RawFrame.Ping);
            }

            Assert.Equal((RawFrame.Acknowledged, number), (answer!.Value.Flags, BinaryPrimitives.ReadInt32BigEndian(answer.Value.Payload)));
        }

        await connection.SendRequestAsync(1, RawHeaders.OfCall(ProbeService.EmptyCall.Path), EmptyMessage);
        Assert.NotNull(await connection.ReadAsync(RawFrame.Headers));
    }

    [Fact]
    public void SetGrpcLimits_FindsADeadPeerWithinHalfAMinute()
    {
        var web = new KestrelServerOptions();
        web.SetGrpcLimits();

        Assert.Equal(TimeSpan.FromSeconds(30), web.Limits.Http2.KeepAlivePingDelay + web.Limits.Http2.KeepAlivePingTimeout);
        Assert.Null(web.Limits.MinResponseDataRate);
    }

    /// <summary>A path that names no method is refused on its stream. One with bytes beyond ASCII is no HTTP at all, and costs its sender the connection.</summary>
    [Theory]
    [InlineData("/grpc.testing.TestService/\xff\xfe", "connection 1")]
    [InlineData("/\xc3\x28/\xf0\x28\x8c\x28", "connection 1")]
    [InlineData("/grpc.testing.TestService/%ff%fe", "status 12")]
    [InlineData("/grpc.testing.TestService/%c3%98", "status 12")]
    [InlineData("/grpc.testing.TestService/%00", "reset 1")]
    [InlineData("/../../etc/passwd", "status 12")]
    [InlineData("*", "reset 1")]
    [InlineData("", "reset 1")]
    [InlineData("grpc.testing.TestService/EmptyCall", "reset 1")]
    public async Task Path_ThatIsNone_IsRefusedAndTheServerGoesOn(string path, string refusal)
    {
        await using var host = await TestHost.StartAsync(null, ProbeService.Of());
        await using var connection = await RawConnection.OpenAsync(host.Address);
        var headers = RawHeaders.OfCall(string.Empty);
        headers[2] = (":path", Encoding.Latin1.GetBytes(path));

        await connection.SendRequestAsync(1, headers, EmptyMessage);
        var answer = await AnswerAsync(connection, 1);
        var endsConnection = refusal.StartsWith("connection", StringComparison.Ordinal);
        Assert.True(answer == refusal || (endsConnection && answer == "closed"), answer); // The farewell may be lost behind what was still being sent.

        await using var next = endsConnection ? await RawConnection.OpenAsync(host.Address) : null;
        await (next ?? connection).SendRequestAsync(3, RawHeaders.OfCall(ProbeService.EmptyCall.Path), EmptyMessage);
        Assert.Equal("status 0", await AnswerAsync(next ?? connection, 3));
        Assert.Empty(host.Log.Entries);
    }

    /// <summary>The status of a stream, or how else it ended.</summary>
    internal static async Task<string> AnswerAsync(RawConnection connection, int stream)
    {
        var answer = "nothing";
        while (await connection.ReadAsync() is { } frame)
        {
            if (frame.Type == RawFrame.GoAway)
            {
                return $"connection {BinaryPrimitives.ReadInt32BigEndian(frame.Payload.AsSpan(4))}";
            }

            if (frame.Stream != stream)
            {
                continue;
            }

            if (frame.Type == RawFrame.Headers)
            {
                var headers = RawHeaders.Decode(frame.Payload);
                answer = headers.Find(header => header.Name == "grpc-status") is { Value: { } status } ? $"status {status}"
                    : headers.Find(header => header.Name == ":status") is { Value: { } http } ? $"HTTP {http}"
                    : answer;
            }

            if (frame.EndsStream)
            {
                return frame.Type == RawFrame.Reset && answer == "nothing" ? $"reset {BinaryPrimitives.ReadInt32BigEndian(frame.Payload)}" : answer;
            }
        }

        return "closed";
    }
}
