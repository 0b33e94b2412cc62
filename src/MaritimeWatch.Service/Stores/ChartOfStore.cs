using MaritimeWatch.Detection.Charts;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Stores;

/// <summary>The chart that a service served, from its store.</summary>
internal static class ChartOfStore
{
    /// <summary>The chart in force at a moment; of a moment before the first, the first.</summary>
    /// <exception cref="CommandFailedException">The store holds none.</exception>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public static Chart InForce(SqliteStore store, Instant time)
    {
        var stored = store.Charts.InForce(time) ?? throw new CommandFailedException($"the store '{store.Path}' holds no chart: no service of this version has served one with it; name its files with --assets");
        return ChartReader.Read("chart", stored.Content).Chart;
    }
}
