using Google.Protobuf;
using Google.Protobuf.Reflection;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc.Health.V1;
using MaritimeWatch.Grpc.Tests.Hosting;
using MaritimeWatch.Grpc.Tests.Interop.V1;

namespace MaritimeWatch.Grpc.Tests.Interop;

/// <summary>One server, and one run of each official client against it.</summary>
public sealed class InteropFixture : IAsyncLifetime
{
    private const string Remedy = "Run tests/clients/install.sh, which installs the official gRPC clients that this test needs.";
    private readonly string _descriptorSet = Path.GetTempFileName();
    private TestHost? _host;

    internal OfficialClient? Node { get; private set; }

    internal OfficialClient? Python { get; private set; }

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync(null, InteropService.Definition(), AlertFeedService.Definition());
        _host.Health.Set(string.Empty, true);
        _host.Health.Set("ingest", false);
        var clients = Path.Combine(OfficialClient.TestsFolder, "clients");
        var target = _host.Address.Authority;

        if (Directory.Exists(Path.Combine(clients, "node", "node_modules", "@grpc", "grpc-js")))
        {
            Node = await OfficialClient.RunAsync("node", Path.Combine(clients, "node", "client.js"), target);
        }

        // Debian's own Python, for which python3-grpcio is packaged; another one may come first on the path.
        const string python = "/usr/bin/python3";
        if (File.Exists(python))
        {
            await File.WriteAllBytesAsync(_descriptorSet, DescriptorSet());
            Python = await OfficialClient.RunAsync(python, Path.Combine(clients, "python", "client.py"), target, _descriptorSet);
        }
    }

    public async Task DisposeAsync()
    {
        File.Delete(_descriptorSet);
        await _host!.DisposeAsync();
    }

    internal static string OutcomeOf(OfficialClient? client, string name) => client switch
    {
        null => $"The client is not installed. {Remedy}",
        _ when client.Outcomes.TryGetValue(name, out var outcome) => outcome,
        _ => $"The client has no outcome for {name}. {Remedy} It said: {client.Errors}",
    };

    private static byte[] DescriptorSet()
    {
        var files = new List<FileDescriptor>();
        Visit(InteropReflection.Descriptor);
        Visit(AlertServiceReflection.Descriptor);
        Visit(HealthReflection.Descriptor);
        return new FileDescriptorSet { File = { files.Select(file => FileDescriptorProto.Parser.ParseFrom(file.SerializedData)) } }.ToByteArray();

        void Visit(FileDescriptor file)
        {
            foreach (var import in file.Dependencies)
            {
                Visit(import);
            }

            if (!files.Contains(file))
            {
                files.Add(file);
            }
        }
    }
}
