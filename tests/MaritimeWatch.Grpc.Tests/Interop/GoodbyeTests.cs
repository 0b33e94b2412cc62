using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Grpc.Tests.Hosting;
using MaritimeWatch.Grpc.Tests.Interop.V1;

namespace MaritimeWatch.Grpc.Tests.Interop;

/// <summary>A server that stops under an official client: what has begun is answered, streams and new calls get UNAVAILABLE, which clients try elsewhere.</summary>
public sealed class GoodbyeTests
{
    [Fact]
    public async Task NodeClient_WhenTheServerStops_FinishesItsCallAndIsToldUnavailable() =>
        await Stops(target => OfficialClient.NodeAsync("goodbye.js", [target]));

    [Fact]
    public async Task PythonClient_WhenTheServerStops_FinishesItsCallAndIsToldUnavailable()
    {
        var descriptorSet = Path.GetTempFileName();
        await File.WriteAllBytesAsync(descriptorSet, DescriptorSets.Of(InteropReflection.Descriptor));
        await Stops(target => OfficialClient.PythonAsync("goodbye.py", [target, descriptorSet]));
        File.Delete(descriptorSet);
    }

    [Fact]
    public async Task OwnClient_WhenTheServerStops_FinishesItsCallAndIsToldUnavailable()
    {
        TestHost? host = null;
        host = await TestHost.StartAsync(null, InteropService.Definition(() =>
        {
            _ = host!.StopAsync();
            return host.Server.Stopping;
        }));
        await using (host)
        {
            var service = InteropReflection.Descriptor.Services[0];
            using var client = host.Connect();
            await using var stream = client.Open(new GrpcMethod<StreamingOutputCallRequest, StreamingOutputCallResponse>(service, "FullDuplexCall"));
            Assert.True(await stream.WriteAsync(new StreamingOutputCallRequest { ResponseParameters = { new ResponseParameters { Size = 9 } } }));
            Assert.Equal(9, (await stream.ReadAsync())?.Payload.Body.Length);

            var response = await client.CallAsync(
                new GrpcMethod<SimpleRequest, SimpleResponse>(service, "UnaryCall"), new SimpleRequest { ResponseSize = 314159 }, metadata: new GrpcMetadata { { "x-test-stop", "1" } });

            Assert.Equal(314159, response.Payload.Body.Length);
            Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<GrpcStatusException>(() => stream.ReadAsync())).Code);
            Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<GrpcStatusException>(() => client.CallAsync(ProbeService.EmptyCall, new Empty()))).Code);
        }
    }

    private static async Task Stops(Func<string, Task<OfficialClient?>> run)
    {
        TestHost? host = null;
        var stopping = Task.CompletedTask;
        host = await TestHost.StartAsync(null, InteropService.Definition(() =>
        {
            stopping = host!.StopAsync();
            return host.Server.Stopping;
        }));
        await using (host)
        {
            var outcome = OfficialClient.OutcomeOf(await run(host.Address.Authority), "goodbye");

            Assert.True(outcome.Length == 0, outcome);
            Assert.True(host.Server.Stopping.IsCompleted);
            await stopping.WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal(0, host.Server.ActiveCalls);
        }
    }
}
