using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Influx;

namespace MaritimeWatch.Storage.Influx;

/// <summary>Reads stored traffic as an analyser is to see it again: in order of time, from a moment on, and for some vessels from an earlier one.</summary>
internal sealed class InfluxRestartReader(InfluxReader reader)
{
    private const int WordsBefore = 4;
    private const long SecondsAtOnce = 3600;
    private const int VesselsAtOnce = 100;

    /// <summary>An analyser forgets vessels that were not heard for so long (decision 0354).</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(31);

    private readonly Dictionary<(uint Mmsi, long Digest), (StaticReport Said, StationClass Class)> words = [];

    public IEnumerable<AisReport> Read(Instant from, IReadOnlyDictionary<Mmsi, Instant> earlier)
    {
        var start = earlier.Values.Append(from).Min();
        foreach (var known in KnownBefore(start, from, earlier))
        {
            yield return known;
        }

        var (at, common) = (Math.Max(SqliteTrackStore.CeilingSeconds(start), InfluxTime.FirstSecond), SqliteTrackStore.CeilingSeconds(from));
        while (at <= InfluxTime.LastSecond)
        {
            var end = at < common ? Math.Min(at + SecondsAtOnce, common) : at + SecondsAtOnce;
            var reports = at < common ? OfSome(at, end, earlier) : Traffic(at, end, "");
            foreach (var report in reports)
            {
                yield return report;
            }

            // A hole of years costs one look.
            at = reports.Count > 0 ? end : at < common ? NextOfSome(end, common) : reader.NextWithTraffic(end, withStatic: true, CancellationToken.None) ?? long.MaxValue;
        }
    }

    /// <summary>What a vessel said of herself, as spells.</summary>
    public List<StaticSpell> History(Mmsi mmsi, int most, CancellationToken cancellation)
    {
        var of = $"{reader.Raw} WHERE {InfluxSchema.Of(mmsi)}{InfluxSchema.GroupByVessel}";
        Learn($"SELECT word, {InfluxSchema.StaticFields} {of}");
        var spells = new SpellFold(most);
        foreach (var (_, time, digest) in reader.Ask($"SELECT heard {of}", TimedDigests, cancellation))
        {
            if (words.TryGetValue((mmsi.Value, digest), out var word))
            {
                spells.Heard(Instant.FromUnixSeconds(time), digest, (word.Said.MessageType, word.Said.Feed), word, static known => known);
            }
        }

        return spells.All;
    }

    /// <summary>Before the common part a hole is anybody's.</summary>
    private long NextOfSome(long end, long common) => Math.Min(common, reader.NextWithTraffic(end, withStatic: true, CancellationToken.None) ?? common);

    /// <summary>What was said last before each vessel's part begins, stamped with the beginning of all.</summary>
    private IEnumerable<AisReport> KnownBefore(Instant start, Instant from, IReadOnlyDictionary<Mmsi, Instant> earlier)
    {
        // Half of it may come in a message of its own (24), and two hulls may share a number: the last few words tell both.
        var (first, end) = ((start - Remembered).UnixSeconds, SqliteTrackStore.CeilingSeconds(from));
        var heard = Heard(first, end, "");
        foreach (var (mmsi, own) in earlier.Where(vessel => vessel.Value < from))
        {
            heard.Remove(mmsi.Value);
            foreach (var (who, digests) in Heard((own - Remembered).UnixSeconds, SqliteTrackStore.CeilingSeconds(own), $" AND {InfluxSchema.Of(mmsi)}"))
            {
                heard[who] = digests;
            }
        }

        foreach (var (mmsi, digests) in heard.OrderBy(vessel => vessel.Key))
        {
            foreach (var digest in Enumerable.Reverse(digests))
            {
                if (Word(mmsi, digest) is var (said, stationClass))
                {
                    yield return new AisReport(PositionReport.Create(start, said.Mmsi, null, stationClass: stationClass), said);
                }
            }
        }
    }

    /// <summary>The digests of the last words of vessels, the newest first; and their text, as far as it stands near.</summary>
    private Dictionary<uint, List<long>> Heard(long first, long end, string condition)
    {
        var heard = new Dictionary<uint, List<long>>();
        if (first >= end)
        {
            return heard;
        }

        var newest = $"{reader.Raw} WHERE {InfluxReader.Within(first, end)}{condition}{InfluxSchema.GroupByVessel} ORDER BY time DESC LIMIT {WordsBefore}";
        foreach (var (mmsi, digest) in reader.Ask($"SELECT heard {newest}", Digests, CancellationToken.None))
        {
            if (!heard.TryGetValue(mmsi, out var digests))
            {
                heard.Add(mmsi, digests = []);
            }

            digests.Add(digest);
        }

        if (heard.Count > 0)
        {
            Learn($"SELECT word, {InfluxSchema.StaticFields} {newest}");
        }

        return heard;
    }

    private List<AisReport> OfSome(long first, long end, IReadOnlyDictionary<Mmsi, Instant> earlier)
    {
        var found = new List<AisReport>();
        foreach (var some in earlier.Where(vessel => SqliteTrackStore.CeilingSeconds(vessel.Value) < end).Chunk(VesselsAtOnce))
        {
            var condition = $" AND ({string.Join(" OR ", some.Select(vessel => $"({InfluxSchema.Of(vessel.Key)})"))})";
            found.AddRange(Traffic(first, end, condition).Where(report => report.Time.UnixSeconds >= SqliteTrackStore.CeilingSeconds(earlier[report.Mmsi])));
        }

        return Ordered(found);
    }

    /// <summary>Everything of a span: within a second the positions by vessel and place, then what was said.</summary>
    private List<AisReport> Traffic(long first, long end, string condition)
    {
        var found = reader.Positions(first, end, condition, CancellationToken.None).Select(position => new AisReport(position, null)).ToList();
        Learn($"SELECT word, {InfluxSchema.StaticFields} {reader.Raw} WHERE {InfluxReader.Within(first, end)}{condition}{InfluxSchema.GroupByVessel}");
        foreach (var (mmsi, time, digest) in reader.Ask(
            $"SELECT heard {reader.Raw} WHERE {InfluxReader.Within(first, end)}{condition}{InfluxSchema.GroupByVessel}", TimedDigests, CancellationToken.None).ToList())
        {
            if (Word(mmsi, digest) is var (said, stationClass))
            {
                found.Add(new AisReport(PositionReport.Create(Instant.FromUnixSeconds(time), said.Mmsi, null, stationClass: stationClass), said));
            }
        }

        return Ordered(found);
    }

    private static List<AisReport> Ordered(List<AisReport> reports) => [.. reports.OrderBy(report => report.Time).ThenBy(report => report.Static is null ? 0 : 1).ThenBy(report => report.Mmsi)];

    /// <summary>A word by its digest; where its text does not stand near, all of the vessel's are read.</summary>
    private (StaticReport Said, StationClass Class)? Word(uint mmsi, long digest)
    {
        if (words.TryGetValue((mmsi, digest), out var known))
        {
            return known;
        }

        Learn($"SELECT word, {InfluxSchema.StaticFields} {reader.Raw} WHERE {InfluxSchema.Of(new Mmsi(mmsi))} AND word = {InfluxQl.Number(digest)}{InfluxSchema.GroupByVessel} LIMIT 1");
        return words.TryGetValue((mmsi, digest), out known) ? known : null;
    }

    private void Learn(string statement)
    {
        foreach (var (mmsi, digest, said, stationClass) in reader.Ask(statement, Words, CancellationToken.None))
        {
            words[(mmsi, digest)] = (said, stationClass);
        }
    }

    /// <summary>Words from columns that are the time, <c>word</c> and <see cref="InfluxSchema.StaticFields"/>, grouped by vessel.</summary>
    private static IEnumerable<(uint Mmsi, long Digest, StaticReport Said, StationClass Class)> Words(InfluxRows rows)
    {
        while (rows.Read())
        {
            if (InfluxSchema.MmsiOf(rows.Tags) is { } mmsi && rows[1].AsWhole is { } digest && InfluxReports.Static(rows, 2, new Mmsi(mmsi)) is var (said, stationClass))
            {
                yield return (mmsi, digest, said, stationClass);
            }
        }
    }

    private static IEnumerable<(uint Mmsi, long Digest)> Digests(InfluxRows rows) => TimedDigests(rows).Select(heard => (heard.Mmsi, heard.Digest));

    private static IEnumerable<(uint Mmsi, long Time, long Digest)> TimedDigests(InfluxRows rows)
    {
        while (rows.Read())
        {
            if (InfluxSchema.MmsiOf(rows.Tags) is { } mmsi && rows[0].AsWhole is { } time && rows[1].AsWhole is { } digest)
            {
                yield return (mmsi, InfluxTime.SecondOf(time), digest);
            }
        }
    }
}
