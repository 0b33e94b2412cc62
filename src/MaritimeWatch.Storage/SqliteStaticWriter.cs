using System.Globalization;
using MaritimeWatch.Domain.Vessels;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>Writes what vessels say of themselves: each word once, and when it was said. A restart needs to know who changed her name, when, and how often she said so.</summary>
internal sealed class SqliteStaticWriter : IDisposable
{
    public const string Columns =
        "h.time, h.mmsi, imo, call_sign, name, ship_type, to_bow, to_stern, to_port, to_starboard, length, breadth, draught, destination, message_type, station_class, feed";

    /// <summary>Beyond so many words, those known are forgotten, and asked of the table again: several of each of all the ships that a day hears.</summary>
    private const int MostRemembered = 100_000;

    private readonly Dictionary<(StaticReport Said, StationClass Class), long> known = [];
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
        if (!known.TryGetValue((said, report.Dynamic.StationClass), out var hash))
        {
            hash = WriteWord(said, report.Dynamic.StationClass);
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

    /// <summary>Binds the columns from the IMO number to the message type, which every table of static data has in this order, behind two of its own.</summary>
    internal static void Bind(SqliteCommand command, StaticReport said)
    {
        command.Set(2, (long?)said.ImoNumber);
        command.Set(3, said.CallSign);
        command.Set(4, said.Name);
        command.Set(5, (long?)said.ShipType?.Code);
        command.Set(6, (long?)said.ToBow);
        command.Set(7, (long?)said.ToStern);
        command.Set(8, (long?)said.ToPort);
        command.Set(9, (long?)said.ToStarboard);
        command.Set(10, (long?)said.LengthMetres);
        command.Set(11, (long?)said.BreadthMetres);
        command.Set(12, said.DraughtMetres);
        command.Set(13, said.Destination);
        command.Set(14, (long)said.MessageType);
    }

    private long WriteWord(StaticReport said, StationClass stationClass)
    {
        if (known.Count == MostRemembered)
        {
            known.Clear();
        }

        var hash = known[(said, stationClass)] = Hash(said, stationClass);
        word.Set(0, (long)said.Mmsi.Value);
        word.Set(1, hash);
        Bind(word, said);
        word.Set(15, (long)stationClass);
        word.Set(16, (long)said.Feed);
        word.ExecuteNonQuery();
        return hash;
    }

    /// <summary>FNV-1a of 64 bits over what is said: among the few words of one vessel.</summary>
    internal static long Hash(StaticReport said, StationClass stationClass)
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
