using System.Buffers;
using System.IO.Compression;
using System.Text;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.EvidenceBundles;

/// <summary>A ship with a hostile name at anchor on a cable, acknowledged with a hostile note, and the bundle that the service made of it.</summary>
public sealed class ExportedCase : IAsyncLifetime
{
    public const uint Ship = 219_000_606;

    /// <summary>Twenty characters of six-bit AIS are room enough for a formula.</summary>
    public const string Name = "=HYPERLINK(\"X\",\"Y\")";

    /// <summary>Positions under way, then at anchor.</summary>
    public const int Positions = 40 + 61;

    public const string Note = "a\nb \u001b[31mred\u001b[0m <script>alert(1)</script> \u202Egnp.exe =1+1";

    private RunningService? service;

    internal RunningService Service => service!;

    public string AlertId { get; private set; } = "";

    /// <summary>The bundle as served.</summary>
    public byte[] Bundle { get; private set; } = [];

    internal BundleSources Sources => BundleSources.Of(Service.Settled, Service.Host.Store, Traffic.Chart, Service.Host.Audit.Signing);

    internal BundleRequest Request => new(AlertId, Service.Settled.Access.Data.Marking, BundleRequest.DefaultBefore, BundleRequest.DefaultAfter, 0);

    public async Task InitializeAsync()
    {
        service = await RunningService.StartAsync();
        await service.SendTcpAsync(ShipWithTheName());
        AlertId = (await service.EventsAsync(0, 1))[0].AlertId;
        var acknowledge = new GrpcMethod<AcknowledgeAlertRequest, AcknowledgeAlertResponse>(AlertServiceReflection.Descriptor.Services[0], "AcknowledgeAlert");
        await service.Client.CallAsync(acknowledge, new AcknowledgeAlertRequest { AlertId = AlertId, Comment = Note });
        await service.Host.Store.Tracks.FlushAsync();
        await service.Host.Audit.Signing.SignIfDueAsync(service.Host.Audit.Now, isLast: true);
        using var http = new HttpClient();
        Bundle = await http.GetByteArrayAsync(new Uri(service.Host.HttpAddress, $"/api/v1/alerts/{AlertId}/evidence?tlp=AMBER%2BSTRICT"));
    }

    public async Task DisposeAsync() => await Service.DisposeAsync();

    /// <summary>The files of an archive by their names, as any reader of zip archives sees them.</summary>
    public static Dictionary<string, byte[]> Files(byte[] bundle)
    {
        using var archive = new ZipArchive(new MemoryStream(bundle));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var content = entry.Open();
            using var bytes = new MemoryStream();
            content.CopyTo(bytes);
            return bytes.ToArray();
        });
    }

    public static string Text(byte[] bundle, string name) => Encoding.UTF8.GetString(Files(bundle)[name]);

    private static byte[] ShipWithTheName()
    {
        var bytes = new ArrayBufferWriter<byte>();
        var said = new StaticReport(new Mmsi(Ship), Name: Name, ShipType: new ShipType(71), ToBow: 100, ToStern: 20, ToPort: 10, ToStarboard: 12, DraughtMetres: 7.4, Destination: "+SUM(A1)", MessageType: 5);
        new AisEncoder().Write(said, Traffic.Epoch - TimeSpan.FromMinutes(20), StationClass.ClassA, bytes);

        // The two sentences of her name in the usual traffic make room for it.
        var usual = Traffic.ShipAtAnchorOnTheCable(Ship).Split((byte)'\n').Where(line => line.AsSpan().IndexOf("VDM,2,"u8) < 0);
        // A table's first rows only set the clock, so she is under way for twenty minutes before she lies on the cable.
        for (var second = -1_200; second < 0; second += 30)
        {
            var place = new Domain.GeoPosition(51.5, 2 - (second * 5.0 / 69_400));
            new AisEncoder().Write(PositionReport.Create(Traffic.Epoch + TimeSpan.FromSeconds(second), new Mmsi(Ship), place, 9.7, 270, 270, NavigationalStatus.UnderWayUsingEngine), bytes);
        }

        return [.. bytes.WrittenSpan, .. usual.SelectMany(line => line)];
    }
}
