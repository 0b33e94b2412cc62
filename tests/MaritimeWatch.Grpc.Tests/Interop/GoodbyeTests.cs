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
