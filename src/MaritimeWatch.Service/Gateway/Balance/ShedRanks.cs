using System.Collections.Concurrent;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Gateway.Balance;

/// <summary>Tells how much a report matters where there is no room for all. Called by any thread.</summary>
/// <param name="index">What is charted.</param>
internal sealed class ShedRanks(AssetIndex index)
{
    /// <summary>Near an asset: a ship of twelve knots is there within half an hour.</summary>
    public const double NearMetres = 5 * 1_852;

    /// <summary>Cells of a twentieth of a degree; half of their diagonal at most, in metres.</summary>
    private const int CellRaw = PositionReport.RawPerDegree / 20;
    private const double HalfDiagonalMetres = 3_940;
    private const int MostCells = 1 << 18;

    // Whether any asset is near a cell. The chart does not change while the service runs.
    private readonly ConcurrentDictionary<long, bool> cells = new();
    private int known;

    /// <summary>The rank of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="isSuspect">Whether its source is to give way to the others.</param>
    public ShedRank Of(in AisReport report, bool isSuspect)
    {
        var dynamic = report.Dynamic;
        var isNear = dynamic.HasPosition && IsNear(dynamic.RawLatitude, dynamic.RawLongitude, dynamic.Time);
        return isSuspect ? isNear ? ShedRank.SuspectNearAsset : ShedRank.Suspect
            : isNear ? ShedRank.NearAsset
            : (dynamic.StationClass, dynamic.HasPosition) switch
            {
                (StationClass.ClassB, false) => ShedRank.ClassBStatic,
                (StationClass.ClassB, true) => ShedRank.ClassBPosition,
                (_, false) => ShedRank.ClassAStatic,
                _ => ShedRank.ClassAPosition,
            };
    }

    /// <summary>The part of whatever is limited that must be free for a report of a rank; below 0 for what may go into debt.</summary>
    public static double ReserveOf(ShedRank rank) => rank switch
    {
        ShedRank.Suspect => 0.75,
        ShedRank.SuspectNearAsset => 0.6,
        ShedRank.ClassBStatic => 0.5,
        ShedRank.ClassBPosition => 0.25,
        ShedRank.ClassAStatic => 0.1,
        ShedRank.ClassAPosition => 0.02,
        _ => -1,
    };

    /// <summary>
    /// The same of the store's queue. Nobody gives way there before those who can wait are made to (at two fifths, see <c>SqliteStore.IsBehind</c>), so that they lose nothing; a suspect
    /// source that cannot wait, or a disk that refuses, fills it further, and then its reports go first.
    /// </summary>
    public static double StoreReserveOf(ShedRank rank) => rank switch
    {
        ShedRank.Suspect => 0.54,
        ShedRank.SuspectNearAsset => 0.52,
        _ => Math.Max(0, ReserveOf(rank)),
    };

    private bool IsNear(int rawLatitude, int rawLongitude, Instant time)
    {
        var (row, column) = (Math.DivRem(rawLatitude, CellRaw).Quotient, Math.DivRem(rawLongitude, CellRaw).Quotient);
        var cell = ((long)row << 32) | (uint)column;
        if (cells.TryGetValue(cell, out var isNear))
        {
            return isNear;
        }

        // The middle of what divides to this cell; about zero it is the cells to both sides.
        var found = new AssetProximity[1];
        var centre = new GeoPosition(Middle(row), Middle(column));
        isNear = index.FindWithin(centre, NearMetres + (HalfDiagonalMetres * (row == 0 || column == 0 ? 2 : 1)), time, found) > 0;
        if (Interlocked.Increment(ref known) > MostCells)
        {
            cells.Clear();
            known = 0;
        }

        cells[cell] = isNear;
        return isNear;
    }

    private static double Middle(int cell) => cell == 0 ? 0 : (cell + (cell < 0 ? -0.5 : 0.5)) * CellRaw / PositionReport.RawPerDegree;
}
