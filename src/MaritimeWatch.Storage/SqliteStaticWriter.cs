using System.Globalization;
using MaritimeWatch.Domain.Vessels;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>Writes what vessels say of themselves whenever it is something else than before: what a restart needs to know who changed her name, and when.</summary>
internal sealed class SqliteStaticWriter : IDisposable
{
    public const string Columns =
        "time, mmsi, imo, call_sign, name, ship_type, to_bow, to_stern, to_port, to_starboard, length, breadth, draught, destination, message_type, station_class, feed";

    /// <summary>Beyond so many, what was said last is forgotten, and the next word of each vessel is written once more.</summary>
    private const int MostRemembered = 500_000;

    private readonly Dictionary<(uint Mmsi, byte MessageType, bool HasName), StaticReport> last = [];
    private readonly SqliteCommand insert;

    public SqliteStaticWriter(SqliteConnection connection) => insert = connection.Prepared(
        $"INSERT OR IGNORE INTO static_report(hash, {Columns}) VALUES ({string.Join(", ", Enumerable.Range(1, 18).Select(number => $"${number}"))})",
        SqliteType.Integer, SqliteType.Integer, SqliteType.Integer, SqliteType.Integer, SqliteType.Text, SqliteType.Text, SqliteType.Integer, SqliteType.Integer, SqliteType.Integer,
        SqliteType.Integer, SqliteType.Integer, SqliteType.Integer, SqliteType.Integer, SqliteType.Real, SqliteType.Text, SqliteType.Integer, SqliteType.Integer, SqliteType.Integer);

    /// <summary>Writes the static part of a report unless it says what this kind of message of hers has said before.</summary>
    public void Write(in AisReport report, StaticReport said)
    {
        // Message 24 says half of it at a time: the half with the name is compared with itself.
        var key = (said.Mmsi.Value, said.MessageType, said.Name is not null);
        if (last.TryGetValue(key, out var before) && before == said)
        {
            return;
        }

        if (last.Count == MostRemembered)
        {
            last.Clear();
        }

        last[key] = said;
        insert.Set(0, Hash(said));
        insert.Set(1, report.Time.UnixSeconds);
        insert.Set(2, (long)said.Mmsi.Value);
        insert.Set(3, (long?)said.ImoNumber);
        insert.Set(4, said.CallSign);
        insert.Set(5, said.Name);
        insert.Set(6, (long?)said.ShipType?.Code);
        insert.Set(7, (long?)said.ToBow);
        insert.Set(8, (long?)said.ToStern);
        insert.Set(9, (long?)said.ToPort);
        insert.Set(10, (long?)said.ToStarboard);
        insert.Set(11, (long?)said.LengthMetres);
        insert.Set(12, (long?)said.BreadthMetres);
        insert.Set(13, said.DraughtMetres);
        insert.Set(14, said.Destination);
        insert.Set(15, (long)said.MessageType);
        insert.Set(16, (long)report.Dynamic.StationClass);
        insert.Set(17, (long)said.Feed);
        insert.ExecuteNonQuery();
    }

    public void Dispose() => insert.Dispose();

    /// <summary>FNV-1a of 64 bits over what is said: two words of one second are told apart by it, one word sent again is known by it.</summary>
    private static long Hash(StaticReport said)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{said.ImoNumber}\0{said.CallSign}\0{said.Name}\0{said.ShipType?.Code}\0{said.ToBow}\0{said.ToStern}\0{said.ToPort}\0{said.ToStarboard}\0{said.LengthMetres}\0{said.BreadthMetres}\0{said.DraughtMetres}\0{said.Destination}\0{said.MessageType}\0{(int)said.Feed}");
        return unchecked((long)text.Aggregate(14695981039346656037UL, (hash, character) => (hash ^ character) * 1099511628211UL));
    }
}
