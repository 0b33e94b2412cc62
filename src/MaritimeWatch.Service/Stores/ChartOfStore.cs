using MaritimeWatch.Detection.Charts;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Recordings;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Stores;

/// <summary>The chart that a service served, from its store.</summary>
internal static class ChartOfStore
{
    /// <summary>The chart in force at a moment; of a moment before the first, the first.</summary>
    /// <exception cref="CommandFailedException">The store holds none.</exception>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public static Chart InForce(SqliteStore store, Instant time) =>
        Find(store, time) ?? throw new CommandFailedException($"the store '{store.Path}' holds no chart: no service of this version has served one with it; name its files with --assets");

    /// <summary>The same, or null where the store holds none.</summary>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public static Chart? Find(SqliteStore store, Instant time) => store.Charts.InForce(time) is { } stored ? ChartReader.Read("chart", stored.Content).Chart : null;

    /// <summary>The chart for a command that reads a store: of the files that are named, else the one in force.</summary>
    /// <param name="files">What <c>--assets</c> names; empty for none.</param>
    /// <param name="store">The store.</param>
    /// <param name="time">The moment; <see cref="Instant.MaxValue"/> for the chart served last, which a running service would answer by.</param>
    /// <exception cref="CommandFailedException">A file cannot be used, or there are no files and the store holds no chart.</exception>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static Chart Of(IReadOnlyList<string> files, SqliteStore store, Instant time) => files.Count > 0 ? ChartFiles.Load(files).Chart : InForce(store, time);
}
