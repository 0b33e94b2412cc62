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

        using var command = reader.Lend(
            $"SELECT {SqliteStaticWriter.Columns}, h.hash FROM static_heard h JOIN static_word USING (mmsi, hash) WHERE h.mmsi = $1 ORDER BY h.time, h.hash", numbers: 1);
        command.Set(0, (long)mmsi.Value);
        var spells = new SpellFold(most);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            spells.Heard(
                Instant.FromUnixSeconds(row.GetInt64(0)), row.GetInt64(17), (row.GetByte(14), (StaticFeed)row.GetByte(16)), row,
                static heard => (SqliteRestartReader.Said(heard), (StationClass)heard.GetByte(15)));
        }

        return spells.All;
    }
}
