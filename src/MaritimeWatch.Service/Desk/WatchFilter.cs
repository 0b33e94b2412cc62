using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc;

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
    private readonly AreaFilter? area;

    /// <exception cref="GrpcStatusException">A field is out of its range.</exception>
    public WatchFilter(AlertFilter? asked)
    {
        asked ??= new AlertFilter();
        Require(Enum.IsDefined(asked.MinimumSeverity), $"filter.minimum_severity is {(int)asked.MinimumSeverity}, which is no severity");
        Require(asked.Kinds.All(kind => kind != AlertKind.Unspecified && Enum.IsDefined(kind)), "filter.kinds holds a number that is no kind");
        Require(asked.Mmsis.All(mmsi => mmsi <= LargestMmsi), $"filter.mmsis holds a number above {LargestMmsi}");
        Require(
            Math.Max(Math.Max(asked.Kinds.Count, asked.AssetIds.Count), asked.Mmsis.Count) <= MostEntries, $"a list of the filter holds more than {MostEntries} entries");
        Require(asked.Area is not { } box || IsBox(box), "filter.area is no box: south and north from -90 to 90 with south not above north, west and east from -180 to 180");
        (minimum, kinds, assets, mmsis, area) = (asked.MinimumSeverity, [.. asked.Kinds], [.. asked.AssetIds], [.. asked.Mmsis], asked.Area);
    }

    /// <summary>Whether nothing is left out.</summary>
    public bool WantsAll => minimum <= Severity.Notice && kinds.Count == 0 && assets.Count == 0 && mmsis.Count == 0 && area is null;

    public bool Matches(AlertEvent alert) =>
        alert.Severity >= minimum
        && (kinds.Count == 0 || kinds.Contains(alert.Kind))
        && (assets.Count == 0 || (alert.Asset is { } asset && assets.Contains(asset.Id)))
        && (mmsis.Count == 0 || (alert.Vessel is { } vessel && mmsis.Contains(vessel.Mmsi)))
        && (area is null || (alert.Position is { } position && IsInside(position)));

    private bool IsInside(GeoPosition position)
    {
        var isBetween = area!.West <= area.East
            ? position.Longitude >= area.West && position.Longitude <= area.East
            : position.Longitude >= area.West || position.Longitude <= area.East;
        return isBetween && position.Latitude >= area.South && position.Latitude <= area.North;
    }

    // Written so that NaN is out of range.
    private static bool IsBox(AreaFilter box) =>
        box.South is >= -90 and <= 90 && box.North is >= -90 and <= 90 && box.South <= box.North && box.West is >= -180 and <= 180 && box.East is >= -180 and <= 180;

    private static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new GrpcStatusException(StatusCode.InvalidArgument, problem);
        }
    }
}
