using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>What a bundle is made from.</summary>
internal sealed record BundleSources
{
    public required SqliteStore Store { get; init; }

    /// <summary>The chart in force, or null where it is not at hand.</summary>
    public Chart? Chart { get; init; }

    /// <summary>The thresholds in force, or null where they are not at hand.</summary>
    public DetectionSettings? Settings { get; init; }

    /// <summary>The journal's folder, or null where nothing is kept.</summary>
    public string? Journal { get; init; }

    /// <summary>Signs, or null where nobody can.</summary>
    public IBundleSigner? Signer { get; init; }

    /// <summary>Those of a running service.</summary>
    public static BundleSources Of(ServiceSettings settings, SqliteStore store, Chart chart, IBundleSigner signer) => new()
    {
        Store = store,
        Chart = chart,
        Settings = settings.Detection,
        Journal = settings.Journal.Enabled ? settings.Journal.FolderFor(settings.Store) : null,
        Signer = signer,
    };

    /// <summary>Version of the program.</summary>
    public string Version { get; init; } = typeof(BundleSources).Assembly.GetName().Version?.ToString(3) ?? "0";
}
