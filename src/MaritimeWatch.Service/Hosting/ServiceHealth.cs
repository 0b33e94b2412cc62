using MaritimeWatch.Grpc.Health;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Hosting;

/// <summary>What of the service works: said over gRPC health, <c>/readyz</c> and the log.</summary>
/// <remarks>While the store cannot write, ingest does not serve; alerts and tracks that are stored can still be read.</remarks>
internal sealed class ServiceHealth
{
    private static readonly string[] ReadSide = ["alerts", "tracks", "maritimewatch.v1.AlertService", "maritimewatch.v1.TrackService", "maritimewatch.v1.ReplayService"];
    private static readonly string[] WriteSide = ["ingest", "maritimewatch.v1.IngestService"];

    public const string StoppingReason = "the service is stopping";

    private volatile bool isStarted;
    private volatile string? fault;

    public ServiceHealth()
    {
        Grpc.Set("", false);
        foreach (var service in (string[])[.. ReadSide, .. WriteSide])
        {
            Grpc.Set(service, false);
        }
    }

    public GrpcHealth Grpc { get; } = new();

    /// <summary>Why the service is not ready, in one sentence, or null when it is.</summary>
    public string? NotReadyBecause => isStarted || fault == StoppingReason ? fault : "starting: the last stored hours are being replayed";

    public void Started()
    {
        isStarted = true;
        Tell();
    }

    /// <summary>Takes note of the store's state.</summary>
    public void StoreIs(StoreFault now, string path)
    {
        if (fault == StoppingReason)
        {
            // The last word: the streams that end with it would else go on.
            return;
        }

        fault = now == StoreFault.None ? null : new StoreException(now, path).Message;
        Tell();
    }

    public void Stopping()
    {
        isStarted = false;
        fault = StoppingReason;
        Grpc.Stop();
    }

    private void Tell()
    {
        foreach (var service in ReadSide)
        {
            Grpc.Set(service, isStarted);
        }

        foreach (var service in WriteSide)
        {
            Grpc.Set(service, isStarted && fault is null);
        }

        Grpc.Set("", isStarted && fault is null);
    }
}
