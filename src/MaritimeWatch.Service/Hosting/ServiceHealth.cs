using System.Collections.Concurrent;
using MaritimeWatch.Grpc.Health;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Hosting;

/// <summary>What of the service works: said over gRPC health, <c>/readyz</c> and the log.</summary>
/// <remarks>While the store cannot write, ingest does not serve; alerts and tracks that are stored can still be read.</remarks>
internal sealed class ServiceHealth
{
    private static readonly string[] ReadSide = ["alerts", "tracks", "maritimewatch.v1.AlertService", "maritimewatch.v1.TrackService", "maritimewatch.v1.AssetService", "maritimewatch.v1.ReplayService"];
    private static readonly string[] WriteSide = ["ingest", "maritimewatch.v1.IngestService"];

    public const string StoppingReason = "the service is stopping";

    private readonly ConcurrentDictionary<string, string> notes = new(StringComparer.Ordinal);
    private volatile bool isStarted;
    private volatile string? damage;
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
    public string? NotReadyBecause => fault == StoppingReason ? fault : fault ?? damage ?? (isStarted ? null : "starting: the last stored hours are being replayed");

    /// <summary>What a person should know although the service works, one sentence each.</summary>
    public IReadOnlyList<string> Notes => [.. notes.OrderBy(note => note.Key, StringComparer.Ordinal).Select(note => note.Value)];

    /// <summary>Notes something, or with null that it is over.</summary>
    /// <param name="about">What it is about; one note for each.</param>
    /// <param name="sentence">For a person.</param>
    public void Note(string about, string? sentence)
    {
        if (sentence is null)
        {
            notes.TryRemove(about, out _);
        }
        else
        {
            notes[about] = sentence;
        }
    }

    /// <summary>Takes note that the store, or a part of it, cannot be read. It stays so until another store is opened: nothing mends it meanwhile.</summary>
    /// <returns>False where that was known.</returns>
    public bool StoreIsDamaged(string reason)
    {
        if (damage == reason || fault == StoppingReason)
        {
            return false;
        }

        damage = reason;
        Tell();
        return true;
    }

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

        var canWrite = isStarted && fault is null && damage is null;
        foreach (var service in WriteSide)
        {
            Grpc.Set(service, canWrite);
        }

        Grpc.Set("", canWrite);
    }
}
