using MaritimeWatch.Influx;
using MaritimeWatch.Storage.Influx;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Storage.Tests.Tracks;

/// <summary>One InfluxDB for all tests that need nothing of it but that it is there; a database for each.</summary>
public sealed class SharedInflux : IAsyncLifetime
{
    private InfluxDaemon? daemon;
    private int databases;

    internal Uri Url => daemon!.Url;

    /// <summary>A database of one's own, set up.</summary>
    internal string Fresh()
    {
        var name = $"test{Interlocked.Increment(ref databases)}";
        SetUp(Url, name);
        return name;
    }

    internal InfluxStoreOptions Options(string database, string folder) => new()
    {
        Server = new InfluxOptions { Url = Url, Database = database },
        Spill = new InfluxWriterOptions { SpillFolder = Path.Combine(folder, "spill") },
        Batch = new BatchLimits { Wait = TimeSpan.FromMilliseconds(5) },
    };

    internal static void SetUp(Uri url, string database, InfluxCredentials? credentials = null)
    {
        using var client = new InfluxClient(new InfluxOptions { Url = url, Database = database, Credentials = credentials });
        var setup = new InfluxSetup(client, new InfluxTiers());
        foreach (var step in setup.Plan())
        {
            setup.Do(step);
        }

        Assert.Empty(setup.Plan());
    }

    /// <inheritdoc/>
    public async Task InitializeAsync() => daemon = await InfluxDaemon.StartAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync() => await daemon!.DisposeAsync();
}
