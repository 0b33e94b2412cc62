namespace MaritimeWatch.Ais.Csv;

/// <summary>The names that columns go by, and whose table they give away. All without case, spaces and punctuation.</summary>
internal static class CsvColumnNames
{
    private static readonly Dictionary<string, CsvColumn> Everywhere = new()
    {
        ["timestamp"] = CsvColumn.Time,
        ["time"] = CsvColumn.Time,
        ["basedatetime"] = CsvColumn.Time,
        ["datetime"] = CsvColumn.Time,
        ["datetimeutc"] = CsvColumn.Time,
        ["timestamputc"] = CsvColumn.Time,
        ["tstamp"] = CsvColumn.Time,
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
        ["navstatus"] = CsvColumn.Status,
        ["navstat"] = CsvColumn.Status,
        ["status"] = CsvColumn.Status,
        ["rot"] = CsvColumn.RateOfTurn,
        ["sog"] = CsvColumn.Speed,
        ["sogknots"] = CsvColumn.Speed,
        ["sogkn"] = CsvColumn.Speed,
        ["sogmps"] = CsvColumn.SpeedMetresPerSecond,
        ["sogms"] = CsvColumn.SpeedMetresPerSecond,
        ["cog"] = CsvColumn.Course,
        ["cogdegrees"] = CsvColumn.Course,
        ["cogsin"] = CsvColumn.CourseSine,
        ["cogcos"] = CsvColumn.CourseCosine,
        ["heading"] = CsvColumn.Heading,
        ["headingdegrees"] = CsvColumn.Heading,
        ["trueheading"] = CsvColumn.Heading,
        ["posacc"] = CsvColumn.HighAccuracy,
        ["pac"] = CsvColumn.HighAccuracy,
        ["imo"] = CsvColumn.ImoNumber,
        ["callsign"] = CsvColumn.CallSign,
        ["name"] = CsvColumn.Name,
        ["vesselname"] = CsvColumn.Name,
        ["shipname"] = CsvColumn.Name,
        ["shiptype"] = CsvColumn.ShipType,
        ["vesseltype"] = CsvColumn.ShipType,
        ["width"] = CsvColumn.Width,
        ["length"] = CsvColumn.Length,
        ["draught"] = CsvColumn.Draught,
        ["draft"] = CsvColumn.Draught,
        ["destination"] = CsvColumn.Destination,
        ["dest"] = CsvColumn.Destination,
        ["a"] = CsvColumn.ToBow,
        ["b"] = CsvColumn.ToStern,
        ["c"] = CsvColumn.ToPort,
        ["d"] = CsvColumn.ToStarboard,
        ["tobow"] = CsvColumn.ToBow,
        ["tostern"] = CsvColumn.ToStern,
        ["toport"] = CsvColumn.ToPort,
        ["tostarboard"] = CsvColumn.ToStarboard,
    };

    // "Size A" to "Size D" is how the Danish README spells what the files call A to D: "Length from GPS to starboard side" for C, to port for D.
    private static readonly Dictionary<string, CsvColumn> InDanish = new()
    {
        ["sizea"] = CsvColumn.ToBow,
        ["sizeb"] = CsvColumn.ToStern,
        ["c"] = CsvColumn.ToStarboard,
        ["sizec"] = CsvColumn.ToStarboard,
        ["d"] = CsvColumn.ToPort,
        ["sized"] = CsvColumn.ToPort,
    };

    /// <summary>Columns that are not read and change only with a ship's static data.</summary>
    private static readonly HashSet<string> Steady = ["cargotype", "typeofpositionfixingdevice", "cargo", "aisver", "device"];

    /// <summary>A name without what writers differ in.</summary>
    public static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    /// <summary>Whose table has these columns.</summary>
    /// <param name="plain">The names, from <see cref="Plain"/>.</param>
    /// <param name="isMarked">Whether a name is marked with <c>#</c>, as the first of the Danish ones is.</param>
    public static CsvDialect DialectOf(string[] plain, bool isMarked) =>
        isMarked || plain.Contains("typeofmobile") || plain.Contains("navigationalstatus") ? CsvDialect.Danish
        : plain.Contains("basedatetime") ? CsvDialect.MarineCadastre
        : !plain.Contains("navstat") ? CsvDialect.Plain
        : plain.Contains("posacc") ? CsvDialect.Digitraffic
        : plain.Contains("dest") ? CsvDialect.AisHub
        : CsvDialect.Plain;

    /// <summary>What the column holds, or null where it is not read.</summary>
    public static CsvColumn? ColumnOf(string plain, CsvDialect dialect) =>
        dialect == CsvDialect.Danish && InDanish.TryGetValue(plain, out var danish) ? danish
        : dialect == CsvDialect.AisHub && plain == "type" ? CsvColumn.ShipType
        : Everywhere.TryGetValue(plain, out var column) ? column
        : null;

    /// <summary>Whether the column, not read, changes only with a ship's static data.</summary>
    public static bool IsSteady(string plain) => Steady.Contains(plain);
}
