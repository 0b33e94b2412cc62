
namespace MaritimeWatch.Ais.Csv;

/// <summary>Which column is where, told by the names in the first line.</summary>
internal sealed class CsvHeader
{
    private const int MaxColumns = 128;

    // Names without case, spaces, '#', '_' and quotes. The Danish README gives C as starboard and D as port, the reverse of ITU-R M.1371.
    private static readonly Dictionary<string, CsvColumn> ByName = new()
    {
        ["timestamp"] = CsvColumn.Time,
        ["time"] = CsvColumn.Time,
        ["basedatetime"] = CsvColumn.Time,
        ["datetime"] = CsvColumn.Time,
        ["typeofmobile"] = CsvColumn.TypeOfMobile,
        ["transceiverclass"] = CsvColumn.TypeOfMobile,
        ["transceiver"] = CsvColumn.TypeOfMobile,
        ["mmsi"] = CsvColumn.Mmsi,
        ["latitude"] = CsvColumn.Latitude,
        ["lat"] = CsvColumn.Latitude,
        ["latitudedegrees"] = CsvColumn.Latitude,
        ["longitude"] = CsvColumn.Longitude,
        ["lon"] = CsvColumn.Longitude,
        ["longitudedegrees"] = CsvColumn.Longitude,
        ["navigationalstatus"] = CsvColumn.Status,
        ["status"] = CsvColumn.Status,
        ["rot"] = CsvColumn.RateOfTurn,
        ["sog"] = CsvColumn.Speed,
        ["sogknots"] = CsvColumn.Speed,
        ["cog"] = CsvColumn.Course,
        ["cogdegrees"] = CsvColumn.Course,
        ["heading"] = CsvColumn.Heading,
        ["headingdegrees"] = CsvColumn.Heading,
        ["imo"] = CsvColumn.ImoNumber,
        ["callsign"] = CsvColumn.CallSign,
        ["name"] = CsvColumn.Name,
        ["vesselname"] = CsvColumn.Name,
        ["shiptype"] = CsvColumn.ShipType,
        ["vesseltype"] = CsvColumn.ShipType,
        ["width"] = CsvColumn.Width,
        ["length"] = CsvColumn.Length,
        ["draught"] = CsvColumn.Draught,
        ["draft"] = CsvColumn.Draught,
        ["destination"] = CsvColumn.Destination,
        ["a"] = CsvColumn.ToBow,
        ["b"] = CsvColumn.ToStern,
        ["c"] = CsvColumn.ToStarboard,
        ["d"] = CsvColumn.ToPort,
    };

    private static readonly (CsvColumn Column, string Name)[] Mandatory =
    [
        (CsvColumn.Time, "Timestamp"),
        (CsvColumn.Mmsi, "MMSI"),
        (CsvColumn.Latitude, "Latitude"),
        (CsvColumn.Longitude, "Longitude"),
    ];

    private CsvHeader(byte delimiter, int columnCount, int[] fieldOf)
    {
        Delimiter = delimiter;
        ColumnCount = columnCount;
        FieldOf = fieldOf;
        IsDanishOrder = HasDanishOrder();
    }

    /// <summary>Comma, semicolon or tab: whatever the first line uses.</summary>
    public byte Delimiter { get; }

    /// <summary>How many fields each row has.</summary>
    public int ColumnCount { get; }

    /// <summary>The field index of each <see cref="CsvColumn"/>; <see cref="ColumnCount"/>, an empty field, where it is absent.</summary>
    public int[] FieldOf { get; }

    /// <summary>Whether the table has this column.</summary>
    public bool Has(CsvColumn column) => FieldOf[(int)column] < ColumnCount;

    /// <summary>Whether the columns stand as in the Danish files: the dynamic ones, then IMO to destination in one piece, then A to D at the end.</summary>
    public bool IsDanishOrder { get; }

    /// <summary>Reads the first line.</summary>
    /// <returns>Null when a mandatory column is missing or named twice; <paramref name="error"/> then names it.</returns>
    public static CsvHeader? Read(ReadOnlySpan<byte> line, out string error)
    {
        line = line.TrimEnd("\r\n"u8);
        if (line.StartsWith("\uFEFF"u8))
        {
            line = line[3..];
        }

        var delimiter = line.Contains((byte)',') ? (byte)',' : line.Contains((byte)';') ? (byte)';' : (byte)'\t';
        var names = System.Text.Encoding.UTF8.GetString(line).Split((char)delimiter);
        if (names.Length > MaxColumns)
        {
            error = $"the header has {names.Length} columns; at most {MaxColumns} are read";
            return null;
        }

        var fieldOf = new int[(int)CsvColumn.Count];
        Array.Fill(fieldOf, names.Length);
        for (var field = 0; field < names.Length; field++)
        {
            if (!ByName.TryGetValue(Plain(names[field]), out var column))
            {
                continue;
            }

            if (fieldOf[(int)column] != names.Length)
            {
                error = $"the header names the column '{names[field].Trim()}' twice";
                return null;
            }

            fieldOf[(int)column] = field;
        }

        var missing = Mandatory.Where(column => fieldOf[(int)column.Column] == names.Length).Select(column => column.Name).ToArray();
        error = missing.Length == 0 ? "" : $"the header lacks the column {string.Join(", ", missing)}";
        return missing.Length == 0 ? new CsvHeader(delimiter, names.Length, fieldOf) : null;
    }

    private bool HasDanishOrder()
    {
        var first = FieldOf[(int)CsvColumn.ImoNumber];
        var offsets = new[] { 1, 2, 3, 5, 6, 8, 9 };
        for (var i = 0; i < offsets.Length; i++)
        {
            if (FieldOf[(int)CsvColumn.CallSign + i] != first + offsets[i])
            {
                return false;
            }
        }

        // Type of cargo, position fixing device and ETA stand between; they change with the ship's data or are passed over.
        var bow = FieldOf[(int)CsvColumn.ToBow];
        return FieldOf[..(int)CsvColumn.ImoNumber].All(field => field < first || field == ColumnCount)
            && first + 9 < ColumnCount
            && (!Has(CsvColumn.ToBow) || (bow > first + 9 && bow + 4 == ColumnCount && FieldOf[(int)CsvColumn.ToPort] == bow + 3));
    }

    private static string Plain(string name) =>
        string.Concat(name.Where(character => character is not ('#' or ' ' or '_' or '"'))).ToLowerInvariant();
}
