using MaritimeWatch.Domain;
using MaritimeWatch.Service.Audit;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Tests.Access;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Audit;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Tests.Audit;

/// <summary>A store in a folder of its own and the way into its log, on a clock that stands.</summary>
internal sealed class TrailFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maritimewatch-audit-");
    private readonly ILogger logger;

    public TrailFolder()
    {
        (Log, var loggers) = KeptLog.Create();
        logger = loggers.CreateLogger("audit");
    }

    public KeptLog Log { get; }

    /// <summary>What people were told, null for all's well.</summary>
    public List<string?> Told { get; } = [];

    public ManualClock Clock { get; } = new(Instant.FromUtc(2024, 11, 17));

    public AuditSettings Settings { get; set; } = new() { CheckpointEntries = 10 };

    public StoreSettings Place => new() { Path = Path.Combine(folder.FullName, "test.db") };

    public string Checkpoints => Settings.CheckpointsOf(Place);

    public string Key => Settings.KeyOf(Place);

    public IReadOnlyList<string> Lines => File.Exists(Checkpoints) ? File.ReadAllLines(Checkpoints) : [];

    /// <summary>Opens the store and its log as the service does; runs what is done with them, and closes as the service does.</summary>
    public async Task WithAsync(Func<SqliteStore, AuditTrail, Task> work, SqliteStoreOptions? options = null)
    {
        using var store = SqliteStore.Open(Place.Path, options, Clock);
        using var signing = new AuditSigning(store.Audit, Settings, Place, logger);
        var trail = new AuditTrail(Clock, logger, sentence => Told.Add(sentence));
        trail.Open(store.Audit, signing);
        await trail.WriteAsync(isLast: false);
        await work(store, trail);
    }

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    /// <summary>What the verification says, with the public key and the checkpoints that were written.</summary>
    public AuditReport Verify()
    {
        using var store = SqliteStore.OpenForReading(Place.Path);
        return AuditVerification.Run(
            store, new AuditVerificationOptions { Keys = AuditPublicKey.FromPem(File.ReadAllText(Settings.PublicKeyOf(Place))), Checkpoints = Lines, Threads = 1 });
    }

    public void Dispose() => folder.Delete(recursive: true);
}
