using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Queries;

namespace MaritimeWatch.Service.Desk;

/// <summary>Which alert events a watcher wants.</summary>
internal sealed class WatchFilter
{
    private const int MostEntries = 1_000;
    private const uint LargestMmsi = 999_999_999;

    private readonly Severity minimum;
    private readonly HashSet<AlertKind> kinds;
    private readonly HashSet<string> assets;
    private readonly HashSet<uint> mmsis;
    private readonly GeoBox? area;

    /// <exception cref="GrpcStatusException">A field is out of its range.</exception>
    public WatchFilter(AlertFilter? asked)
    {
        asked ??= new AlertFilter();
        Refused.Unless(Enum.IsDefined(asked.MinimumSeverity), "filter.minimum_severity", $"filter.minimum_severity is {(int)asked.MinimumSeverity}, which is no severity");
        Refused.Unless(asked.Kinds.All(kind => kind != AlertKind.Unspecified && Enum.IsDefined(kind)), "filter.kinds", "filter.kinds holds a number that is no kind");
        Refused.Unless(asked.Mmsis.All(mmsi => mmsi <= LargestMmsi), "filter.mmsis", $"filter.mmsis holds a number above {LargestMmsi}");
        Refused.Unless(
            Math.Max(Math.Max(asked.Kinds.Count, asked.AssetIds.Count), asked.Mmsis.Count) <= MostEntries, "filter", $"a list of the filter holds more than {MostEntries} entries");
        area = asked.Area is { } box ? Boxes.Of(box, "filter.area") : null;
        (minimum, kinds, assets, mmsis) = (asked.MinimumSeverity, [.. asked.Kinds], [.. asked.AssetIds], [.. asked.Mmsis]);
    }

    /// <summary>Whether nothing is left out.</summary>
    public bool WantsAll => minimum <= Severity.Notice && kinds.Count == 0 && assets.Count == 0 && mmsis.Count == 0 && area is null;

    public bool Matches(AlertEvent alert) =>
        alert.Severity >= minimum
        && (kinds.Count == 0 || kinds.Contains(alert.Kind))
        && (assets.Count == 0 || (alert.Asset is { } asset && assets.Contains(asset.Id)))
        && (mmsis.Count == 0 || (alert.Vessel is { } vessel && mmsis.Contains(vessel.Mmsi)))
        && (area is not { } box || (alert.Position is { } position && box.Contains(WirePosition.ToDomain(position))));
}
