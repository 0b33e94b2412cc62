using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>What a vessel said of herself over time, told as spells without a change.</summary>
internal static class StaticHistory
{
    /// <summary>The newest spells of a vessel, the oldest first.</summary>
    public static List<StaticSpell> Read(SqliteConnection reader, Mmsi mmsi, int most)
    {
        if (!SqliteSchema.HasWords(reader))
        {
            return [];
        }

        using var command = reader.Prepared(
            $"SELECT {SqliteStaticWriter.Columns}, h.hash FROM static_heard h JOIN static_word USING (mmsi, hash) WHERE h.mmsi = $1 ORDER BY h.time, h.hash", SqliteType.Integer);
        command.Set(0, (long)mmsi.Value);
        var ended = new Queue<StaticSpell>();
        var open = new Dictionary<(int Type, StaticFeed Feed), (long Hash, StaticSpell Spell)>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var (time, hash) = (Instant.FromUnixSeconds(row.GetInt64(0)), row.GetInt64(17));
            var kind = ((int)row.GetByte(14), (StaticFeed)row.GetByte(16));
            if (open.TryGetValue(kind, out var known) && known.Hash == hash)
            {
                open[kind] = (hash, known.Spell with { Until = time });
                continue;
            }

            if (open.TryGetValue(kind, out known))
            {
                ended.Enqueue(known.Spell);
                if (ended.Count > most)
                {
                    ended.Dequeue();
                }
            }

            open[kind] = (hash, new StaticSpell(time, time, SqliteRestartReader.Said(row), (StationClass)row.GetByte(15)));
        }

        return [.. ended.Concat(open.Values.Select(last => last.Spell)).OrderBy(spell => spell.Since).ThenBy(spell => spell.Static.MessageType).TakeLast(most)];
    }
}
