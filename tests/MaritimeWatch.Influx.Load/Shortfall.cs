using System.Globalization;

namespace MaritimeWatch.Influx.Load;

/// <summary>Why a server does not hold as many positions as were sent: which they are, what the writer has counted, and what the server has.</summary>
internal static class Shortfall
{
    /// <summary>What the server counts of writes, from the request down to the log.</summary>
    private static readonly string[] Modules = ["httpd", "write", "shard", "tsm1_cache", "tsm1_wal"];

    /// <summary>Says so, on the standard error.</summary>
    /// <param name="client">Asks the server.</param>
    /// <param name="sent">How many positions were sent.</param>
    /// <param name="numberOf">Which a vessel and a second are of.</param>
    /// <param name="counters">What the writer has counted; null for the bare loop, which ends with the first answer that is not 204.</param>
    /// <exception cref="InfluxException">The server cannot be asked.</exception>
    public static void Tell(InfluxClient client, int sent, Func<uint, long, int> numberOf, InfluxCounters? counters)
    {
        var there = Find(client, sent, numberOf);
        foreach (var run in Missing.Runs(sent, number => there[number]))
        {
            Console.Error.WriteLine(run);
        }

        if (counters is not null)
        {
            var failures = Enum.GetValues<InfluxFault>().Where(fault => counters.Failed(fault) > 0).Select(fault => FormattableString.Invariant($", {fault} {counters.Failed(fault)} times"));
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"the writer: {counters.Requests} requests answered, {counters.Written} points written, {counters.PartialWrites} requests stored in part, {counters.Refused} refused, {counters.Dropped} points dropped, {counters.Retries} requests retried, {counters.Spilled} points spilled, {counters.Recovered} recovered{string.Concat(failures)}"));
        }

        using var rows = client.Query("SHOW STATS");
        while (rows.Read())
        {
            if (Modules.Contains(rows.Name) && (!rows.Tags.TryGetValue("database", out var database) || database == client.Options.Database))
            {
                var tags = rows.Tags.Where(tag => tag.Key is "id" or "retentionPolicy").Select(tag => $" {tag.Key}={tag.Value}");
                var values = Enumerable.Range(0, rows.Columns.Count).Select(column => (Name: rows.Columns[column], Value: rows[column].AsNumber)).Where(one => one.Value is not (null or 0));
                Console.Error.WriteLine($"the server, {rows.Name}{string.Concat(tags)}:{string.Concat(values.Select(one => FormattableString.Invariant($" {one.Name}={one.Value}")))}");
            }
        }
    }

    private static bool[] Find(InfluxClient client, int sent, Func<uint, long, int> numberOf)
    {
        var there = new bool[sent];
        using var rows = client.Query($"SELECT lat FROM {client.Options.Database}.raw.ais GROUP BY mmsi_head, mmsi_tail");
        while (rows.Read())
        {
            var mmsi = uint.Parse(rows.Tags["mmsi_head"] + rows.Tags["mmsi_tail"], CultureInfo.InvariantCulture);
            if (numberOf(mmsi, rows[0].AsWhole!.Value / 1_000_000_000) is >= 0 and var number && number < sent)
            {
                there[number] = true;
            }
        }

        return there;
    }
}
