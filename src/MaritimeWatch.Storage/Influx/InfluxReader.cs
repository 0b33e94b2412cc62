using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Influx;
using MaritimeWatch.Storage.Blocks;

namespace MaritimeWatch.Storage.Influx;

/// <summary>What is asked of the server. Times are Unix seconds.</summary>
internal sealed class InfluxReader(InfluxClient client)
{
    /// <summary>Beyond so many boxes the server is asked for what holds them all, which it searches faster than many conditions.</summary>
    private const int MostBoxesAsked = 12;

    private readonly string raw = InfluxSchema.From(client.Options.Database, InfluxSchema.Raw);

    public string Place => client.Options.Place;

    public InfluxClient Client => client;

    /// <summary>Where positions lie in queries.</summary>
    public string Raw => raw;

    /// <summary>Asks, and reads rows one by one.</summary>
    /// <exception cref="StoreException">The server cannot be asked, or refuses.</exception>
    public IEnumerable<T> Ask<T>(string statements, Func<InfluxRows, IEnumerable<T>> read, CancellationToken cancellation)
    {
        using var rows = Guarded(() => client.Query(statements, cancellation));
        using var items = read(rows).GetEnumerator();
        while (Guarded(items.MoveNext))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return items.Current;
        }
    }

    public T Guarded<T>(Func<T> asked)
    {
        try
        {
            return asked();
        }
        catch (InfluxException failure)
        {
            throw new StoreException(failure.Fault is InfluxFault.Refused or InfluxFault.TooLarge ? StoreFault.Other : StoreFault.Away, Place, failure);
        }
    }

    /// <summary>The positions of a vessel, oldest first, as they arrive.</summary>
    public IEnumerable<PositionReport> Track(Mmsi mmsi, long first, long end, CancellationToken cancellation) => first >= end
        ? []
        : Ask($"SELECT {InfluxSchema.PositionFields} {raw} WHERE {InfluxSchema.Of(mmsi)} AND {Within(first, end)}{InfluxSchema.GroupByVessel}", InfluxReports.Positions, cancellation);

    /// <summary>The positions of all vessels of a span, by vessel and time.</summary>
    public IEnumerable<PositionReport> Positions(long first, long end, string condition, CancellationToken cancellation) =>
        Ask($"SELECT {InfluxSchema.PositionFields} {raw} WHERE {Within(first, end)}{condition}{InfluxSchema.GroupByVessel}", InfluxReports.Positions, cancellation);

    public PositionReport? Last(Mmsi mmsi, CancellationToken cancellation)
    {
        var last = Ask($"SELECT last(lat) {raw} WHERE {InfluxSchema.Of(mmsi)}", Times, cancellation).Cast<long?>().FirstOrDefault();

        // Of several in that second the last by place, as in every store.
        return last is { } time ? Track(mmsi, InfluxTime.SecondOf(time), InfluxTime.SecondOf(time) + 1, cancellation).Cast<PositionReport?>().LastOrDefault() : null;
    }

    public Instant? Newest(CancellationToken cancellation = default) => Edge("last(lat)", "", cancellation) is { } second ? Instant.FromUnixSeconds(second) : null;

    /// <summary>The first second from <paramref name="first"/> on that holds something, a position or static data.</summary>
    public long? NextWithTraffic(long first, bool withStatic, CancellationToken cancellation)
    {
        var condition = $" WHERE {Within(first, long.MaxValue)}";
        var position = Edge("first(lat)", condition, cancellation);
        var word = withStatic ? Edge("first(heard)", condition, cancellation) : null;
        return position is null ? word : word is null ? position : Math.Min(position.Value, word.Value);
    }

    public List<PositionReport> NewestWithin(TimeSpan window, CancellationToken cancellation)
    {
        return Newest(cancellation) is { } newest ? Ends("last", (newest - window).UnixSeconds, long.MaxValue, default, cancellation) : [];
    }

    /// <summary>The newest or the oldest position of each vessel in a span, in order of MMSI.</summary>
    /// <param name="selector">Which: <c>last</c> or <c>first</c>.</param>
    /// <param name="first">First second.</param>
    /// <param name="end">Second after the last.</param>
    /// <param name="from">From this vessel on.</param>
    /// <param name="cancellation">Ends it at any time.</param>
    public List<PositionReport> Ends(string selector, long first, long end, Mmsi from, CancellationToken cancellation)
    {
        // The other fields are those of the point that the selector finds.
        var fields = $"{selector}(lat), {InfluxSchema.PositionFields[InfluxSchema.PositionFields.IndexOf("lon", StringComparison.Ordinal)..]}";
        return Ask($"SELECT {fields} {raw} WHERE {Within(first, end)}{InfluxSchema.From(from)}{InfluxSchema.GroupByVessel}", InfluxReports.Positions, cancellation)
            .Where(position => position.Mmsi.Value >= from.Value)
            .OrderBy(position => position.Mmsi.Value)
            .ToList();
    }

    /// <summary>The positions in any of the boxes, each once, by watch, vessel, time and place.</summary>
    public List<PositionReport> Area(IReadOnlyList<GeoBox> boxes, long first, long end, TrackPlace? after, int limit, CancellationToken cancellation)
    {
        var found = new List<PositionReport>();
        if (boxes.Count == 0)
        {
            return found;
        }

        var places = new RawBoxes(boxes);
        var asked = places.Each.Count <= MostBoxesAsked ? string.Join(" OR ", places.Each.Select(Condition)) : Condition(places.Around);
        var at = Math.Max(Math.Max(first, InfluxTime.FirstSecond), after is { } place ? BlockKey.WatchOf(place.UnixSeconds) * BlockKey.WatchSeconds : long.MinValue);
        end = Math.Min(end, InfluxTime.LastSecond + 1);
        for (var (silent, looked) = (0, 1); at < end && found.Count < limit;)
        {
            cancellation.ThrowIfCancellationRequested();
            var next = Math.Min(end, (BlockKey.WatchOf(at) + 1) * BlockKey.WatchSeconds);
            var isAfters = after is { } mark && BlockKey.WatchOf(mark.UnixSeconds) == BlockKey.WatchOf(at);
            var condition = $" AND ({asked}){(isAfters ? InfluxSchema.From(new Mmsi(after!.Value.Mmsi)) : "")}";
            var before = found.Count;
            foreach (var position in Positions(at, next, condition, cancellation))
            {
                if ((!isAfters || after!.Value.IsBefore(position)) && places.Contains(position.RawLatitude, position.RawLongitude))
                {
                    found.Add(position);
                    if (found.Count == limit)
                    {
                        return found;
                    }
                }
            }

            // A hole of years costs one look; watches in which nobody was here cost a look now and then.
            silent = found.Count > before ? 0 : silent + 1;
            looked = silent == 0 ? 1 : looked;
            if (silent == looked && next < end)
            {
                looked *= 2;
                next = NextWithTraffic(next, withStatic: false, cancellation) ?? end;
            }

            at = next;
        }

        return found;
    }

    /// <summary>Whether each of some positions is stored.</summary>
    public HashSet<TrackPlace> Stored(IReadOnlyList<PositionReport> positions, CancellationToken cancellation)
    {
        var stored = new HashSet<TrackPlace>();
        var ordered = positions.Where(position => InfluxTime.IsStorable(position.Time.UnixSeconds)).OrderBy(position => position.Time).ToList();
        for (var from = 0; from < ordered.Count;)
        {
            // A span of an hour at a time: conditions on time hold for all vessels of a statement.
            var first = ordered[from].Time.UnixSeconds;
            var count = ordered.Skip(from).TakeWhile(position => position.Time.UnixSeconds < first + 3600).Count();
            var some = ordered.GetRange(from, count);
            var end = some[^1].Time.UnixSeconds + 1;
            var vessels = string.Join(" OR ", some.Select(position => position.Mmsi).Distinct().Select(mmsi => $"({InfluxSchema.Of(mmsi)})"));
            stored.UnionWith(Positions(first, end, $" AND ({vessels})", cancellation).Select(position => TrackPlace.Of(position)));
            from += count;
        }

        return stored;
    }

    private static string Condition(RawBox box) =>
        FormattableString.Invariant($"(lat >= {box.South} AND lat <= {box.North} AND (lon >= {box.West} {(box.West > box.East ? "OR" : "AND")} lon <= {box.East}))");

    public static string Within(long first, long end) => FormattableString.Invariant($"time >= {InfluxTime.OfSecond(first)} AND time < {InfluxTime.OfSecond(end)}");

    /// <summary>The times of the first column, in ns.</summary>
    private static IEnumerable<long> Times(InfluxRows rows)
    {
        while (rows.Read())
        {
            if (rows[0].AsWhole is { } time)
            {
                yield return time;
            }
        }
    }

    private long? Edge(string selector, string condition, CancellationToken cancellation) =>
        Ask($"SELECT {selector} {raw}{condition}", Times, cancellation).Select(time => (long?)InfluxTime.SecondOf(time)).FirstOrDefault();
}
