using System.Globalization;
using MaritimeWatch.Domain.Vessels;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>Writes what vessels say of themselves: each word once, and when it was said. A restart needs to know who changed her name, when, and how often she said so.</summary>
internal sealed class SqliteStaticWriter : IDisposable
{
    public const string Columns =
        "h.time, h.mmsi, imo, call_sign, name, ship_type, to_bow, to_stern, to_port, to_starboard, length, breadth, draught, destination, message_type, station_class, feed";

    /// <summary>Beyond so many words, those known are forgotten, and asked of the table again.</summary>
    private const int MostRemembered = 500_000;

    private readonly HashSet<(uint Mmsi, long Hash)> known = [];
    private readonly SqliteCommand word;
    private readonly SqliteCommand heard;

    public SqliteStaticWriter(SqliteConnection connection)
    {
        word = connection.Prepared(
            $"INSERT OR IGNORE INTO static_word VALUES ({string.Join(", ", Enumerable.Range(1, 17).Select(number => $"${number}"))})",
            SqliteType.Integer, SqliteType.Integer, SqliteType.Integer, SqliteType.Text, SqliteType.Text, SqliteType.Integer, SqliteType.Integer, SqliteType.Integer,
            SqliteType.Integer, SqliteType.Integer, SqliteType.Integer, SqliteType.Integer, SqliteType.Real, SqliteType.Text, SqliteType.Integer, SqliteType.Integer, SqliteType.Integer);
        heard = connection.Prepared("INSERT OR IGNORE INTO static_heard VALUES ($1, $2, $3)", SqliteType.Integer, SqliteType.Integer, SqliteType.Integer);
    }

    /// <summary>Writes the static part of a report.</summary>
    public void Write(in AisReport report, StaticReport said)
    {
        var hash = Hash(said, report.Dynamic.StationClass);
        if (!known.Contains((said.Mmsi.Value, hash)))
        {
            WriteWord(report, said, hash);
        }

        heard.Set(0, (long)said.Mmsi.Value);
        heard.Set(1, report.Time.UnixSeconds);
        heard.Set(2, hash);
        heard.ExecuteNonQuery();
    }

    public void Dispose()
    {
        word.Dispose();
        heard.Dispose();
    }

    private void WriteWord(in AisReport report, StaticReport said, long hash)
    {
        if (known.Count == MostRemembered)
        {
            known.Clear();
        }

        known.Add((said.Mmsi.Value, hash));
        word.Set(0, (long)said.Mmsi.Value);
        word.Set(1, hash);
        word.Set(2, (long?)said.ImoNumber);
        word.Set(3, said.CallSign);
        word.Set(4, said.Name);
        word.Set(5, (long?)said.ShipType?.Code);
        word.Set(6, (long?)said.ToBow);
        word.Set(7, (long?)said.ToStern);
        word.Set(8, (long?)said.ToPort);
        word.Set(9, (long?)said.ToStarboard);
        word.Set(10, (long?)said.LengthMetres);
        word.Set(11, (long?)said.BreadthMetres);
        word.Set(12, said.DraughtMetres);
        word.Set(13, said.Destination);
        word.Set(14, (long)said.MessageType);
        word.Set(15, (long)report.Dynamic.StationClass);
        word.Set(16, (long)said.Feed);
        word.ExecuteNonQuery();
    }

    /// <summary>FNV-1a of 64 bits over what is said: among the few words of one vessel.</summary>
    private static long Hash(StaticReport said, StationClass stationClass)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{said.ImoNumber}\0{said.CallSign}\0{said.Name}\0{said.ShipType?.Code}\0{said.ToBow}\0{said.ToStern}\0{said.ToPort}\0{said.ToStarboard}\0{said.LengthMetres}\0{said.BreadthMetres}\0{said.DraughtMetres}\0{said.Destination}\0{said.MessageType}\0{(int)stationClass}\0{(int)said.Feed}");
        var hash = 14695981039346656037UL;
        foreach (var character in text)
        {
            hash = unchecked((hash ^ character) * 1099511628211UL);
        }

        return unchecked((long)hash);
    }
}
