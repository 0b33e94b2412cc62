namespace MaritimeWatch.Ais.Csv;

/// <summary>Which column is where and in which units, told by the names in the first line and by nothing else.</summary>
internal sealed class CsvHeader
{
    /// <summary>Stands for the field of a column that the table does not have.</summary>
    public const int Absent = -1;

    private const int MaxColumns = 128;

    private static readonly (CsvColumn Column, string Name)[] Mandatory =
    [
        (CsvColumn.Time, "Timestamp"),
        (CsvColumn.Mmsi, "MMSI"),
        (CsvColumn.Latitude, "Latitude"),
        (CsvColumn.Longitude, "Longitude"),
    ];

    private readonly HashSet<int> steadyFields;

    private CsvHeader(byte delimiter, CsvDialect dialect, int columnCount, int[] fieldOf, HashSet<int> steadyFields)
    {
        Delimiter = delimiter;
        Dialect = dialect;
        ColumnCount = columnCount;
        FieldOf = fieldOf;
        this.steadyFields = steadyFields;
        StaticRuns = Runs();
    }

    /// <summary>Comma, semicolon or tab: whatever the first line uses.</summary>
    public byte Delimiter { get; }

    /// <summary>Whose table it is.</summary>
    public CsvDialect Dialect { get; }

    /// <summary>How many fields each row has.</summary>
    public int ColumnCount { get; }

    /// <summary>The field index of each <see cref="CsvColumn"/>; <see cref="Absent"/> where there is none.</summary>
    public int[] FieldOf { get; }

    /// <summary>First and last field of each unbroken run of static columns: while their bytes stay the same, so does what they say.</summary>
    public (int First, int Last)[] StaticRuns { get; }

    /// <summary>Whether the table has this column.</summary>
    public bool Has(CsvColumn column) => FieldOf[(int)column] != Absent;

    /// <summary>Reads the first line.</summary>
    /// <returns>Null when the rows could not be understood; <paramref name="error"/> then says why, naming every mandatory column that is missing.</returns>
    public static CsvHeader? Read(ReadOnlySpan<byte> line, out string error)
    {
        line = line.TrimEnd("\r\n"u8);
        if (line.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || line.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            error = "the table is UTF-16 text; save it as UTF-8";
            return null;
        }

        if (line.StartsWith("\uFEFF"u8))
        {
            line = line[3..];
        }

        // The one there is most of: a locale that writes 57,8 separates its columns with semicolons, and may have a comma in a column's name.
        var (commas, semicolons, tabs) = (line.Count((byte)','), line.Count((byte)';'), line.Count((byte)'\t'));
        var delimiter = commas >= semicolons && commas >= tabs && commas > 0 ? (byte)',' : semicolons >= tabs && semicolons > 0 ? (byte)';' : (byte)'\t';
        var names = System.Text.Encoding.UTF8.GetString(line).Split((char)delimiter);
        if (names.Length > MaxColumns)
        {
            error = $"the header has {names.Length} columns; at most {MaxColumns} are read";
            return null;
        }

        if (names[0].TrimStart('"') is [>= '0' and <= '9', ..])
        {
            error = "the first line holds numbers; a table begins with the names of its columns";
            return null;
        }

        return Read(delimiter, names, out error);
    }

    private static CsvHeader? Read(byte delimiter, string[] names, out string error)
    {
        var plain = names.Select(CsvColumnNames.Plain).ToArray();
        var dialect = CsvColumnNames.DialectOf(plain, isMarked: names.Any(name => name.TrimStart('"').StartsWith('#')));
        var fieldOf = new int[(int)CsvColumn.Count];
        Array.Fill(fieldOf, Absent);
        var steadyFields = new HashSet<int>();
        var twice = "";
        for (var field = 0; field < names.Length; field++)
        {
            if (CsvColumnNames.ColumnOf(plain[field], dialect) is not { } column)
            {
                if (CsvColumnNames.IsSteady(plain[field]))
                {
                    steadyFields.Add(field);
                }

                continue;
            }

            if (fieldOf[(int)column] != Absent)
            {
                twice = $"the header names the column '{names[field].Trim()}' twice";
            }

            fieldOf[(int)column] = field;
        }

        error = ProblemWith(fieldOf) is { Length: > 0 } problem ? problem : twice;
        return error.Length == 0 ? new CsvHeader(delimiter, dialect, names.Length, fieldOf, steadyFields) : null;
    }

    private static string ProblemWith(int[] fieldOf)
    {
        bool Has(CsvColumn column) => fieldOf[(int)column] != Absent;
        var missing = Mandatory.Where(column => !Has(column.Column)).Select(column => column.Name).ToArray();
        if (missing.Length > 0)
        {
            return $"the header lacks the column {string.Join(", ", missing)}";
        }

        if (Has(CsvColumn.CourseSine) != Has(CsvColumn.CourseCosine))
        {
            return "the header has the sine or the cosine of the course; both are needed";
        }

        // Such tables are derived ones, and those that are published hold SOG in metres a second under the name of AIS's knots.
        return Has(CsvColumn.CourseSine) && Has(CsvColumn.Speed)
            ? "the course stands as sine and cosine, so this is no recording but derived from one, and the header does not tell the unit of its speed; name that column SOG_knots or SOG_mps"
            : "";
    }

    /// <summary>Unbroken runs of static columns; a column nobody reads that changes as seldom does not break one.</summary>
    private (int First, int Last)[] Runs()
    {
        var statics = FieldOf[(int)CsvColumn.ImoNumber..].Where(field => field != Absent).Order().ToArray();
        var runs = new List<(int First, int Last)>();
        foreach (var field in statics)
        {
            if (runs.Count > 0 && Enumerable.Range(runs[^1].Last + 1, field - runs[^1].Last - 1).All(steadyFields.Contains))
            {
                runs[^1] = (runs[^1].First, field);
            }
            else
            {
                runs.Add((field, field));
            }
        }

        return [.. runs];
    }
}
