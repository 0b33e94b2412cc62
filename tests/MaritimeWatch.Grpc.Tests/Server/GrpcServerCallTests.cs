using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Grpc.Tests.Hosting;
using MaritimeWatch.Grpc.Tests.Interop.V1;

namespace MaritimeWatch.Grpc.Tests.Server;

/// <summary>How calls end: faults, deadlines, callers that go or do not read, and the server's own end.</summary>
public sealed class GrpcServerCallTests
{
    private static readonly StreamingOutputCallRequest Anything = new();

    [Fact]
    public async Task Handler_ThrowsAFault_IsInternalWithAReferenceAndNothingElse()
    {
        await using var host = await TestHost.StartAsync(null, ProbeService.Of(unary: _ => throw new InvalidOperationException("the secret")));
        using var client = host.Connect();

        var status = await Assert.ThrowsAsync<GrpcStatusException>(() => client.CallAsync(ProbeService.EmptyCall, new Empty()));

        Assert.Equal(StatusCode.Internal, status.Code);
        var (text, fault) = Assert.Single(host.Log.Entries);
        Assert.Equal("the secret", fault?.Message);
        Assert.Matches("^internal error, reference [0-9a-f]{12}$", status.Message);
        Assert.Equal($"{ProbeService.EmptyCall.Path} failed, reference {status.Message[^12..]}", text);
    }

    [Fact]
    public async Task Handler_LeavesAThrowingCallbackOnItsToken_StillGetsItsStatus()
    {
        await using var host = await TestHost.StartAsync(null, ProbeService.Of(unary: context =>
        {
            context.CancellationToken.Register(() => throw new InvalidOperationException("from the callback"));
            return Task.CompletedTask;
        }));
        using var client = host.Connect();

        Assert.Equal(new Empty(), await client.CallAsync(ProbeService.EmptyCall, new Empty()));
    }

    [Fact]
    public async Task Handler_CancelledByItself_IsInternal()
    {
        await using var host = await TestHost.StartAsync(null, ProbeService.Of(unary: _ => throw new OperationCanceledException()));
        using var client = host.Connect();

        var status = await Assert.ThrowsAsync<GrpcStatusException>(() => client.CallAsync(ProbeService.EmptyCall, new Empty()));

        Assert.Equal(StatusCode.Internal, status.Code);
    }

    [Fact]
    public async Task Handler_ThrowsAStatusAfterMessages_SendsTheMessagesAndThenTheStatus()
    {
        await using var host = await TestHost.StartAsync(null, ProbeService.Of(streaming: async (responses, context) =>
        {
            context.ResponseTrailers.Add("x-from-context", "1");
            await responses.WriteAsync(new StreamingOutputCallResponse());
            throw new GrpcStatusException(StatusCode.OutOfRange, "før lenge siden ☺", new GrpcMetadata { { "x-detail-bin", new byte[] { 0, 255 } } });
        }));
        using var client = host.Connect();
        var received = 0;

        var status = await Assert.ThrowsAsync<GrpcStatusException>(async () =>
        {
            await foreach (var _ in client.StreamAsync(ProbeService.StreamingOutputCall, Anything))
            {
                received++;
            }
        });

        Assert.Equal(1, received);
        Assert.Equal((StatusCode.OutOfRange, "før lenge siden ☺"), (status.Code, status.Message));
        Assert.Equal("1", status.Trailers.GetText("x-from-context"));
        Assert.Equal([0, 255], status.Trailers.GetBytes("x-detail-bin")!.Value.ToArray());
    }

    [Fact]
    public async Task Deadline_PassesWhileTheHandlerIgnoresIt_IsAnsweredByTheServerAndCutsTheHandlerOff()
    {
        var late = new TaskCompletionSource();
        var wroteLate = new TaskCompletionSource<Exception?>();
        await using var host = await TestHost.StartAsync(null, ProbeService.Of(streaming: async (responses, _) =>
        {
            await late.Task;
            wroteLate.SetResult(await Record.ExceptionAsync(() => responses.WriteAsync(new StreamingOutputCallResponse())));
        }));
        using var http = new HttpClient();
        var request = RawCall.Request(host.Address, ProbeService.StreamingOutputCall.Path, Anything);
        request.Headers.Add("grpc-timeout", "500m");

        var response = await http.SendAsync(request);
        late.SetResult();

        Assert.Equal(StatusCode.DeadlineExceeded, RawCall.TrailersOnlyStatus(response));
        Assert.IsAssignableFrom<OperationCanceledException>(await wroteLate.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(0, host.Server.ActiveCalls);
    }

    [Fact]
    public async Task Deadline_OfAThousandYears_IsAsGoodAsNone()
    {
        await using var host = await TestHost.StartAsync(null, ProbeService.Of(unary: context => Task.FromResult(Assert.IsType<GrpcCallContext>(context))));
        using var http = new HttpClient();
        var request = RawCall.Request(host.Address, ProbeService.EmptyCall.Path, new Empty());
        request.Headers.Add("grpc-timeout", "99999999H");

        Assert.Equal("0", (await http.SendAsync(request)).TrailingHeaders.GetValues("grpc-status").Single());
    }

    [Fact]
    public async Task Caller_LeavesTheStream_CancelsTheHandler()
    {
        var cancelled = new TaskCompletionSource();
        await using var host = await TestHost.StartAsync(null, ProbeService.Of(streaming: async (responses, context) =>
        {
            context.CancellationToken.Register(cancelled.SetResult);
            await responses.WriteAsync(new StreamingOutputCallResponse());
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }));
        using var client = host.Connect();

        await foreach (var _ in client.StreamAsync(ProbeService.StreamingOutputCall, Anything))
        {
            break;
        }

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Empty(host.Log.Entries);
    }

    [Fact]
    public async Task Caller_DoesNotRead_SlowsTheHandlerThenIsCutWhileItsOtherCallsGoOn()
    {
        const int chunkBytes = 64 * 1024;
        var written = 0;
        var cut = new TaskCompletionSource<Exception>();
        var options = new GrpcServerOptions { StalledWriteTimeout = TimeSpan.FromSeconds(1), StatusGrace = TimeSpan.Zero };
        await using var host = await TestHost.StartAsync(options, ProbeService.Of(streaming: async (responses, _) =>
        {
            var chunk = new StreamingOutputCallResponse { Payload = new Payload { Body = ByteString.CopyFrom(new byte[chunkBytes]) } };
            try
            {
                while (true)
                {
                    await responses.WriteAsync(chunk);
                    written++;
                }
            }
            catch (Exception ended)
            {
                cut.SetResult(ended);
                throw;
            }
        }));
        using var client = host.Connect();

        await using var stalled = client.StreamAsync(ProbeService.StreamingOutputCall, Anything).GetAsyncEnumerator();
        Assert.True(await stalled.MoveNextAsync());
        await client.CallAsync(ProbeService.EmptyCall, new Empty());

        var ended = await cut.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(StatusCode.ResourceExhausted, Assert.IsType<GrpcStatusException>(ended).Code);
        Assert.InRange(written * chunkBytes, chunkBytes, 4 * 1024 * 1024); // The windows of one stream, nothing more.
        await client.CallAsync(ProbeService.EmptyCall, new Empty());
        var status = await Assert.ThrowsAsync<GrpcStatusException>(async () =>
        {
            while (await stalled.MoveNextAsync())
            {
            }
        });
        Assert.Equal(StatusCode.ResourceExhausted, status.Code);
    }

    [Fact]
    public async Task StopAsync_EndsStreamsLetsCallsFinishAndRefusesNewOnes()
    {
        var started = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        await using var host = await TestHost.StartAsync(null, ProbeService.Of(
            unary: async _ =>
            {
                started.TrySetResult();
                await finish.Task;
            },
            streaming: async (responses, context) =>
            {
                await responses.WriteAsync(new StreamingOutputCallResponse());
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
            }));
        using var client = host.Connect();
        await using var stream = client.StreamAsync(ProbeService.StreamingOutputCall, Anything).GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());
        var call = client.CallAsync(ProbeService.EmptyCall, new Empty());
        await started.Task;

        var stopping = host.Server.StopAsync();

        Assert.True(host.Server.Stopping.IsCompleted);
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<GrpcStatusException>(async () => await stream.MoveNextAsync())).Code);
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<GrpcStatusException>(() => client.CallAsync(ProbeService.EmptyCall, new Empty()))).Code);
        Assert.False(stopping.IsCompleted);
        finish.SetResult();
        Assert.Equal(new Empty(), await call);
        await stopping;
        Assert.Equal(0, host.Server.ActiveCalls);
    }

    [Fact]
    public async Task StopAsync_AfterTheDrainTimeout_EndsTheRestToo()
    {
        var started = new TaskCompletionSource();
        await using var host = await TestHost.StartAsync(
            new GrpcServerOptions { DrainTimeout = TimeSpan.Zero },
            ProbeService.Of(unary: context =>
            {
                started.SetResult();
                return Task.Delay(Timeout.Infinite, context.CancellationToken);
            }));
        using var client = host.Connect();
        var call = client.CallAsync(ProbeService.EmptyCall, new Empty());
        await started.Task;

        await host.Server.StopAsync();

        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<GrpcStatusException>(() => call)).Code);
    }

    [Fact]
    public async Task Context_TellsWhatTheCallerSent()
    {
        GrpcCallContext? seen = null;
        await using var host = await TestHost.StartAsync(null, ProbeService.Of(unary: context =>
        {
            seen = context;
            return Task.CompletedTask;
        }));
        using var client = host.Connect();

        await client.CallAsync(ProbeService.EmptyCall, new Empty(), TimeSpan.FromHours(1), new GrpcMetadata { { "x-a", "1" }, { "x-b-bin", new byte[] { 7 } } });

        Assert.Equal("/grpc.testing.TestService/EmptyCall", seen!.Path);
        Assert.StartsWith("127.0.0.1:", seen.Peer, StringComparison.Ordinal);
        Assert.Equal("1", seen.RequestMetadata.GetText("x-a"));
        Assert.Equal([7], seen.RequestMetadata.GetBytes("x-b-bin")!.Value.ToArray());
        Assert.NotNull(seen.Deadline);
        Assert.DoesNotContain(seen.RequestMetadata, entry => entry.Key.StartsWith("grpc-", StringComparison.Ordinal));
    }
}
