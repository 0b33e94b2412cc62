using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc.Details;
using MaritimeWatch.Grpc.Health.V1;
using MaritimeWatch.Grpc.Tests.Hosting;
using MaritimeWatch.Grpc.Tests.Interop.V1;

namespace MaritimeWatch.Grpc.Tests.Interop;

/// <summary>One server, and one run of each official client against it.</summary>
public sealed class InteropFixture : IAsyncLifetime
{
    private readonly string _descriptorSet = Path.GetTempFileName();
    private TestHost? _host;

    internal OfficialClient? Node { get; private set; }

    internal OfficialClient? Python { get; private set; }

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync(null, InteropService.Definition(), AlertFeedService.Definition());
        _host.Health.Set(string.Empty, true);
        _host.Health.Set("ingest", false);
        var target = _host.Address.Authority;
        await File.WriteAllBytesAsync(_descriptorSet, DescriptorSets.Of(
            InteropReflection.Descriptor,
            AlertServiceReflection.Descriptor,
            HealthReflection.Descriptor,
            StatusReflection.Descriptor,
            ErrorDetailsReflection.Descriptor,
            MaritimeWatch.Grpc.Reflection.V1Alpha.ReflectionReflection.Descriptor));
        Node = await OfficialClient.NodeAsync("client.js", [target]);
        Python = await OfficialClient.PythonAsync("client.py", [target, _descriptorSet]);
    }

    /// <summary>Whether the server comes to have no call left, of those that the clients cancelled or gave up in particular.</summary>
    internal bool HasNoCallLeft() => SpinWait.SpinUntil(() => _host!.Server.ActiveCalls == 0, TimeSpan.FromSeconds(30));

    public async Task DisposeAsync()
    {
        File.Delete(_descriptorSet);
        await _host!.DisposeAsync();
    }
}
