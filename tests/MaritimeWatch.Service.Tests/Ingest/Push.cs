using System.Text;
using Google.Protobuf;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Ingest;

/// <summary>What a caller pushes, and what it hears.</summary>
internal static class Push
{
    public static readonly GrpcMethod<PushReportsRequest, PushReportsResponse> Reports = new(IngestServiceReflection.Descriptor.Services[0], "PushReports");
    public static readonly GrpcMethod<StreamReportsRequest, StreamReportsResponse> Stream = new(IngestServiceReflection.Descriptor.Services[0], "StreamReports");

    public static PushedReport Line(string text) => new() { NmeaLine = ByteString.CopyFrom(Encoding.Latin1.GetBytes(text)) };

    /// <summary>Each line as a report of its own.</summary>
    public static List<PushedReport> Lines(byte[] nmea) => [.. Encoding.Latin1.GetString(nmea).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Line)];

    public static PushedReport Position(uint mmsi, int second = 0, double latitude = 51.5, double longitude = 2.0, Action<PushedPosition>? change = null)
    {
        var position = new PushedPosition
        {
            Mmsi = mmsi,
            Time = WireTime.ToProto(Traffic.Epoch + TimeSpan.FromSeconds(second)),
            Position = new GeoPosition { Latitude = latitude, Longitude = longitude },
            SpeedOverGroundKnots = 0.1,
            NavigationalStatus = 1,
            EquipmentClass = EquipmentClass.A,
        };
        change?.Invoke(position);
        return new PushedReport { Position = position };
    }

    public static PushedReport Static(uint mmsi, string name, Action<PushedStatic>? change = null)
    {
        var said = new PushedStatic { Mmsi = mmsi, Time = WireTime.ToProto(Traffic.Epoch), Name = name, ShipType = 70 };
        change?.Invoke(said);
        return new PushedReport { StaticData = said };
    }

    /// <summary>Pushes batches of so many, and hears the answer.</summary>
    public static async Task<PushReportsResponse> PushAsync(this RunningService service, IReadOnlyList<PushedReport> reports, int batch = 1_000)
    {
        using var patience = new CancellationTokenSource(RunningService.Patience);
        await using var call = service.Client.Open(Reports, cancellation: patience.Token);
        foreach (var piece in reports.Chunk(batch))
        {
            await call.WriteAsync(new PushReportsRequest { Reports = { piece } });
        }

        call.Complete();
        return await call.ReadOnlyAsync();
    }

    public static (long Received, long Stored, long Duplicates, long Parts, long Rejected, long Unused) Numbers(this PushTotals totals) =>
        (totals.Received, totals.Stored, totals.Duplicates, totals.Parts, totals.Rejected, totals.Unused);

    /// <summary>Whether every report has exactly one fate.</summary>
    public static void AddUp(this PushTotals totals)
    {
        Assert.Equal(totals.Received, totals.Stored + totals.Duplicates + totals.Parts + totals.Rejected + totals.Unused);
        Assert.Equal(totals.Rejected + totals.Unused, totals.Dropped.Sum(dropped => dropped.Count));
    }
}
