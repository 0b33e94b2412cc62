using MaritimeWatch.Influx;

namespace MaritimeWatch.Storage.Influx;

/// <summary>Makes in a server what tracks need: the database, its retention policies, and the continuous queries that thin them out. What is there already is left alone or put right.</summary>
public sealed class InfluxSetup(InfluxClient client, InfluxTiers tiers)
{
    /// <summary>
    /// Of late reports so much is thinned out again. The server runs these queries by its clock, so that traffic of long ago is not thinned out by them.
    /// </summary>
    private const string MinuteResample = "RESAMPLE EVERY 1m FOR 15m";
    private const string TenMinuteResample = "RESAMPLE EVERY 10m FOR 30m";

    private readonly string database = client.Options.Database;

    private IEnumerable<(string Name, TimeSpan? Kept, string Shard)> Policies =>
    [
        (InfluxSchema.Raw, tiers.EveryPosition, "7d"),
        (InfluxSchema.Minute, tiers.OneAMinute, "30d"),
        (InfluxSchema.TenMinutes, tiers.OneInTenMinutes, "180d"),
        (InfluxSchema.Known, null, "180d"),
    ];

    private IEnumerable<(string Name, string Resample, string Body)> Queries =>
    [
        ("ais_minute", MinuteResample, Thinning(InfluxSchema.Raw, InfluxSchema.Minute, "1m", "max(speed) AS speed_max")),
        ("ais_ten_minutes", TenMinuteResample, Thinning(InfluxSchema.Minute, InfluxSchema.TenMinutes, "10m", "max(speed_max) AS speed_max")),
    ];

    /// <summary>What is to be done, in order: each with a sentence for a person. Empty where all is as it should be.</summary>
    /// <exception cref="InfluxException">The server cannot be asked.</exception>
    public IReadOnlyList<InfluxSetupStep> Plan(CancellationToken cancellation = default)
    {
        var steps = new List<InfluxSetupStep>();
        var exists = Rows("SHOW DATABASES", cancellation).Any(row => row.Cells[0] == database);
        if (!exists)
        {
            steps.Add(new($"database {database}: made", $"CREATE DATABASE {InfluxQl.Name(database)}"));
        }

        var policies = exists
            ? Rows($"SHOW RETENTION POLICIES ON {InfluxQl.Name(database)}", cancellation).ToDictionary(row => row.Cells[0], row => (Duration: row.Cells[1], Shard: row.Cells[2]))
            : [];
        foreach (var (name, age, shard) in Policies)
        {
            // The server refuses a retention policy that is shorter than its pieces.
            var hours = age is { } limit ? (long)Math.Ceiling(limit.TotalHours) : 0;
            var duration = age is null ? "INF" : FormattableString.Invariant($"{hours}h");
            var piece = age is not null && hours < 60 * 24 ? "1d" : shard;
            var tail = $"{InfluxQl.Name(name)} ON {InfluxQl.Name(database)} DURATION {duration} REPLICATION 1 SHARD DURATION {(age is not null && hours < 24 ? "1h" : piece)}";
            var kept = age is null ? "for ever" : FormattableString.Invariant($"for {hours / 24.0:0.##} days");
            if (!policies.TryGetValue(name, out var present))
            {
                steps.Add(new($"retention policy {name}: made, keeps {kept}", $"CREATE RETENTION POLICY {tail}"));
            }
            else if (present.Duration != Written(hours))
            {
                steps.Add(new($"retention policy {name}: changed, keeps {kept}", $"ALTER RETENTION POLICY {tail}"));
            }
        }

        var queries = exists ? QueriesThere(cancellation) : [];
        foreach (var (name, resample, body) in Queries)
        {
            var create = $"CREATE CONTINUOUS QUERY {name} ON {InfluxQl.Name(database)} {resample} BEGIN {body} END";
            if (!queries.TryGetValue(name, out var present))
            {
                steps.Add(new($"continuous query {name}: made", create));
            }
            else if (Plain(present) != Plain(create))
            {
                steps.Add(new($"continuous query {name}: made anew, was another", $"DROP CONTINUOUS QUERY {name} ON {InfluxQl.Name(database)}; {create}"));
            }
        }

        return steps;
    }

    /// <summary>What tracks need and the server has not: names, whatever they are set to. For whoever may only read and write: what may not be asked is taken to be there.</summary>
    /// <exception cref="InfluxException">The server cannot be asked.</exception>
    public IReadOnlyList<string> Missing(CancellationToken cancellation = default)
    {
        try
        {
            var there = Rows($"SHOW RETENTION POLICIES ON {InfluxQl.Name(database)}", cancellation).Select(row => row.Cells[0]).ToHashSet();
            return [.. Policies.Where(policy => !there.Contains(policy.Name)).Select(policy => $"the retention policy {policy.Name}")];
        }
        catch (InfluxException failure) when (failure.Fault == InfluxFault.NoDatabase)
        {
            return [$"the database {database}"];
        }
        catch (InfluxException failure) when (failure.Fault is InfluxFault.NotAllowed or InfluxFault.Refused)
        {
            return [];
        }
    }

    /// <summary>Does one step.</summary>
    /// <exception cref="InfluxException">The server cannot be asked, or refuses.</exception>
    public void Do(InfluxSetupStep step, CancellationToken cancellation = default) => client.Execute(step.Statement, cancellation);

    private string Thinning(string from, string into, string every, string fastest) =>
        $"SELECT last(lat) AS lat, last(lon) AS lon, mean(speed) AS speed, {fastest}, last(course) AS course, last(heading) AS heading, last(status) AS status, last(kind) AS kind "
        + $"INTO {InfluxQl.Name(database)}.{InfluxQl.Name(into)}.{InfluxSchema.Measurement} {InfluxSchema.From(database, from)} GROUP BY time({every}), {InfluxSchema.Head}, {InfluxSchema.Tail}";

    private Dictionary<string, string> QueriesThere(CancellationToken cancellation) => Rows("SHOW CONTINUOUS QUERIES", cancellation)
        .Where(row => row.Series == database)
        .ToDictionary(row => row.Cells[0], row => row.Cells[1]);

    private List<(string Series, string[] Cells)> Rows(string statement, CancellationToken cancellation)
    {
        using var rows = client.Query(statement, cancellation);
        var read = new List<(string, string[])>();
        while (rows.Read())
        {
            read.Add((rows.Name, [.. Enumerable.Range(0, rows.Columns.Count).Select(column => rows[column].Text ?? rows[column].AsWhole?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "")]));
        }

        return read;
    }

    /// <summary>A duration as the server writes it.</summary>
    private static string Written(long hours) => hours == 0 ? "0s" : FormattableString.Invariant($"{hours}h0m0s");

    /// <summary>A statement without what the server writes in its own way: quotes and spaces.</summary>
    private static string Plain(string statement) => new([.. statement.Where(character => character is not ('"' or ' ' or '\n'))]);
}
