using System.Text;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Influx.Load;

/// <summary>A database that nothing is in yet, but whose shard for the traffic is in use.</summary>
/// <remarks>
/// InfluxDB 1.6 looks every ten seconds for shards whose cache is empty, and throws their caches away: with what came into one between the look and the throw, which it has acknowledged
/// (decision 0772). So the first to be written into the shard is a point that does not matter. To make another shard the server waits for the end of such a round: once it has, and the point is
/// there, no round is under way that has found the shard empty, and none will.
/// </remarks>
internal static class FreshDatabase
{
    private const int MostTries = 20;
    private static readonly TimeSpan ShardLength = TimeSpan.FromDays(7);

    /// <summary>Makes one, throwing away what was there.</summary>
    /// <param name="url">The server.</param>
    /// <param name="database">Its name.</param>
    /// <param name="start">When the traffic begins.</param>
    /// <exception cref="InfluxException">The server cannot be asked, or refuses.</exception>
    /// <exception cref="InvalidOperationException">It does not take points, or loses them each time.</exception>
    public static async Task MakeAsync(Uri url, string database, Instant start)
    {
        using var client = new InfluxClient(new InfluxOptions { Url = url, Database = database });
        client.Execute($"DROP DATABASE {database}");
        client.Execute($"CREATE DATABASE {database}");
        client.Execute($"CREATE RETENTION POLICY raw ON {database} DURATION INF REPLICATION 1; CREATE RETENTION POLICY known ON {database} DURATION INF REPLICATION 1");
        for (var attempt = 1; attempt <= MostTries; attempt++)
        {
            await WriteAsync(client, start);
            await WriteAsync(client, start - (attempt * ShardLength));
            using var rows = client.Query(FormattableString.Invariant($"SELECT x FROM {database}.raw.first WHERE time = {start.UnixSeconds}s"));
            if (rows.Read())
            {
                return;
            }

            Console.Error.WriteLine($"{database}: the server has lost the first point of a shard, which it had acknowledged; once more");
        }

        throw new InvalidOperationException($"{database}: the server has lost the first point of a shard {MostTries} times");
    }

    private static async Task WriteAsync(InfluxClient client, Instant time)
    {
        var answer = await client.WriteAsync(Encoding.UTF8.GetBytes(FormattableString.Invariant($"first x=1i {time.UnixSeconds}000000000\n")), "raw", CancellationToken.None);
        if (answer.Kind != WriteAnswerKind.Stored)
        {
            throw new InvalidOperationException($"{client.Options.Database}: the server does not take a point: {answer.Message}");
        }
    }
}
