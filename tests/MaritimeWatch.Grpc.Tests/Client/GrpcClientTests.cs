using System.Net;
using System.Net.Sockets;
using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Grpc.Client;
using MaritimeWatch.Grpc.Tests.Hosting;
using MaritimeWatch.Grpc.Tests.Interop;
using MaritimeWatch.Grpc.Tests.Interop.V1;
using MaritimeWatch.Contracts.V1;

namespace MaritimeWatch.Grpc.Tests.Client;

public sealed class GrpcClientTests
{
    [Fact]
    public async Task StreamAsync_OfAlerts_GivesThemInOrder()
    {
        await using var host = await TestHost.StartAsync(null, AlertFeedService.Definition());
        using var client = host.Connect();
        var watch = new GrpcMethod<WatchAlertsRequest, WatchAlertsResponse>(AlertServiceReflection.Descriptor.Services[0], "WatchAlerts");
        var sequences = new List<long>();

        await foreach (var response in client.StreamAsync(watch, new WatchAlertsRequest { AfterSequence = 4 }))
        {
            if (response.MessageCase != WatchAlertsResponse.MessageOneofCase.Event)
            {
                break;
            }

            sequences.Add(response.Event.Sequence);
        }

        Assert.Equal([5, 6, 7], sequences);
    }

    [Fact]
    public async Task CallAsync_WithNobodyListening_IsUnavailable()
    {
        int port;
        using (var reserved = new TcpListener(IPAddress.Loopback, 0))
        {
            reserved.Start();
            port = ((IPEndPoint)reserved.LocalEndpoint).Port;
        }

        using var client = new GrpcClient(new Uri($"http://127.0.0.1:{port}"));

        var status = await Assert.ThrowsAsync<GrpcStatusException>(() => client.CallAsync(ProbeService.EmptyCall, new Empty()));

        Assert.Equal(StatusCode.Unavailable, status.Code);
        Assert.Contains("refused", status.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task CallAsync_PastItsDeadline_IsDeadlineExceeded()
    {
        await using var host = await TestHost.StartAsync(null, ProbeService.Of(unary: context => Task.Delay(Timeout.Infinite, context.CancellationToken)));
        using var client = host.Connect();

        var status = await Assert.ThrowsAsync<GrpcStatusException>(() => client.CallAsync(ProbeService.EmptyCall, new Empty(), TimeSpan.FromMilliseconds(50)));

        Assert.Equal(StatusCode.DeadlineExceeded, status.Code);
    }

    [Fact]
    public async Task CallAsync_Cancelled_IsCancelledOnBothSides()
    {
        var started = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var host = await TestHost.StartAsync(null, ProbeService.Of(unary: async context =>
        {
            context.CancellationToken.Register(cancelled.SetResult);
            started.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }));
        using var client = host.Connect();
        using var cancellation = new CancellationTokenSource();

        var call = client.CallAsync(ProbeService.EmptyCall, new Empty(), cancellation: cancellation.Token);
        await started.Task;
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task CallAsync_OfACompressedResponse_UnpacksIt()
    {
        await using var host = await TestHost.StartAsync(null, InteropService.Definition());
        using var client = host.Connect();
        var unary = new GrpcMethod<SimpleRequest, SimpleResponse>(InteropReflection.Descriptor.Services[0], "UnaryCall");

        var response = await client.CallAsync(unary, new SimpleRequest { ResponseSize = 314159, ResponseCompressed = true });

        Assert.Equal(314159, response.Payload.Body.Length);
    }

    [Fact]
    public async Task CallAsync_OfAResponseLongerThanTheLimit_IsResourceExhausted()
    {
        await using var host = await TestHost.StartAsync(null, InteropService.Definition());
        using var client = new GrpcClient(host.Address, new GrpcClientOptions { MaxResponseMessageBytes = 1000 });
        var unary = new GrpcMethod<SimpleRequest, SimpleResponse>(InteropReflection.Descriptor.Services[0], "UnaryCall");

        // Six bytes of keys and lengths around the body.
        Assert.Equal(994, (await client.CallAsync(unary, new SimpleRequest { ResponseSize = 994 })).Payload.Body.Length);
        var status = await Assert.ThrowsAsync<GrpcStatusException>(() => client.CallAsync(unary, new SimpleRequest { ResponseSize = 995 }));

        Assert.Equal(StatusCode.ResourceExhausted, status.Code);
    }

    [Fact]
    public async Task StreamAsync_WhenTheServerIsGone_IsUnavailable()
    {
        var host = await TestHost.StartAsync(null, ProbeService.Of(streaming: async (responses, context) =>
        {
            await responses.WriteAsync(new StreamingOutputCallResponse());
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }));
        using var client = host.Connect();
        await using var stream = client.StreamAsync(ProbeService.StreamingOutputCall, new StreamingOutputCallRequest()).GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());

        await host.DisposeAsync();

        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<GrpcStatusException>(async () => await stream.MoveNextAsync())).Code);
        var again = await Assert.ThrowsAsync<GrpcStatusException>(() => client.CallAsync(ProbeService.EmptyCall, new Empty()));
        Assert.True(again.Code == StatusCode.Unavailable, again.ToString());
    }
}
