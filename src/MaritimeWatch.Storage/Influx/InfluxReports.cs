using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Influx;

namespace MaritimeWatch.Storage.Influx;

/// <summary>Rows as reports. A row that no report of ours could have made is left out: others may write into the database.</summary>
internal static class InfluxReports
{
    /// <summary>The positions of a query whose columns are the time and <see cref="InfluxSchema.PositionFields"/>, grouped by vessel: in order of time, then place, each once.</summary>
    public static IEnumerable<PositionReport> Positions(InfluxRows rows)
    {
        var second = new List<PositionReport>();
        var (series, mmsi) = (-1, (uint?)null);
        while (rows.Read())
        {
            if (rows.Series != series)
            {
                (series, mmsi) = (rows.Series, InfluxSchema.MmsiOf(rows.Tags));
            }

            if (mmsi is not { } who || Position(rows, new Mmsi(who)) is not { } position)
            {
                continue;
            }

            if (second.Count > 0 && (second[0].Mmsi.Value != who || second[0].Time != position.Time))
            {
                foreach (var ready in Settled(second))
                {
                    yield return ready;
                }

                second.Clear();
            }

            second.Add(position);
        }

        foreach (var ready in Settled(second))
        {
            yield return ready;
        }
    }

    /// <summary>The position of a row whose columns begin with the time and <see cref="InfluxSchema.PositionFields"/>; null where it has none.</summary>
    public static PositionReport? Position(InfluxRows row, Mmsi mmsi)
    {
        if (row[0].AsWhole is not { } time || row[1].AsWhole is not (>= int.MinValue and <= int.MaxValue and var latitude)
            || row[2].AsWhole is not (>= int.MinValue and <= int.MaxValue and var longitude))
        {
            return null;
        }

        var kind = row[8].AsWhole ?? 0;
        return new PositionReport(
            Instant.FromUnixSeconds(InfluxTime.SecondOf(time)), mmsi, (int)latitude, (int)longitude, Short(row[3], -1), Short(row[4], -1), Short(row[5], -1),
            Short(row[6], PositionReport.NoRateOfTurn), (StationClass)(byte)(kind / 2), (NavigationalStatus)(byte)(row[7].AsWhole ?? (long)NavigationalStatus.Undefined), (kind & 1) != 0);
    }

    /// <summary>Static data from columns that begin at <paramref name="first"/> with <see cref="InfluxSchema.StaticFields"/>, and of which class the sender was.</summary>
    public static (StaticReport Said, StationClass Class)? Static(InfluxRows row, int first, Mmsi mmsi) => row[first + 12].AsWhole is not { } messageType
        ? null
        : (new StaticReport(
            mmsi,
            row[first].AsWhole is { } imo ? (uint)imo : null,
            row[first + 1].Text,
            row[first + 2].Text,
            row[first + 3].AsWhole is { } type ? new ShipType((byte)type) : null,
            Metres(row[first + 4]),
            Metres(row[first + 5]),
            Metres(row[first + 6]),
            Metres(row[first + 7]),
            Metres(row[first + 8]),
            Metres(row[first + 9]),
            row[first + 10].AsNumber,
            row[first + 11].Text,
            (byte)messageType,
            (StaticFeed)(byte)(row[first + 13].AsWhole ?? 0)), (StationClass)(byte)(row[first + 14].AsWhole ?? 0));

    /// <summary>The reports of one vessel and second in order of place; one where several differ in the rest.</summary>
    private static IEnumerable<PositionReport> Settled(List<PositionReport> second) => second.Count < 2
        ? second.ToArray()
        : second.OrderBy(position => position.RawLatitude).ThenBy(position => position.RawLongitude).DistinctBy(position => (position.RawLatitude, position.RawLongitude)).ToArray();

    private static short Short(InfluxValue value, short none) => value.AsWhole is >= short.MinValue and <= short.MaxValue and var whole ? (short)whole : none;

    private static ushort? Metres(InfluxValue value) => value.AsWhole is >= 0 and <= ushort.MaxValue and var whole ? (ushort)whole : null;
}
