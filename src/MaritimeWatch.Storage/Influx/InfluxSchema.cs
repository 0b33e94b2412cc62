using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Influx;

namespace MaritimeWatch.Storage.Influx;

/// <summary>How reports lie in InfluxDB (docs/influx.md, decision 0732).</summary>
/// <remarks>
/// One measurement, one series a vessel: the MMSI stands in two tags, its first five digits and its last four, so that no tag has more than 100,000 values, which is what a server
/// takes by default (<c>max-values-per-tag</c>), whatever MMSIs are sent. What is not available is left out. Coordinates, speeds and angles are the units of AIS, whole numbers.
/// </remarks>
internal static class InfluxSchema
{
    public const string Measurement = "ais";
    public const string Head = "mmsi_head";
    public const string Tail = "mmsi_tail";
    public const int HeadDigits = 5;
    public const int TailDigits = 4;
    public const uint TailValues = 10_000;

    /// <summary>As many values as a tag can have here.</summary>
    public const int MostValuesPerTag = 100_000;

    /// <summary>Everything, as it came.</summary>
    public const string Raw = "raw";

    /// <summary>One point a minute and vessel.</summary>
    public const string Minute = "minute";

    /// <summary>One point in ten minutes and vessel.</summary>
    public const string TenMinutes = "ten_minutes";

    /// <summary>One point a vessel, at time 0: what is known of her.</summary>
    public const string Known = "known";

    /// <summary>The fields of a position, in the order in which they are read.</summary>
    public const string PositionFields = "lat, lon, speed, course, heading, turn, status, kind";

    /// <summary>The fields of static data, in the order in which they are read.</summary>
    public const string StaticFields =
        "imo, call_sign, \"name\", ship_type, to_bow, to_stern, to_port, to_starboard, \"length\", breadth, draught, destination, message_type, feed, class";

    public const string GroupByVessel = " GROUP BY " + Head + ", " + Tail;

    /// <summary>A measurement in a retention policy of the database that is asked.</summary>
    public static string From(string database, string policy) => $"FROM {InfluxQl.Name(database)}.{InfluxQl.Name(policy)}.{Measurement}";

    public static string HeadOf(uint mmsi) => (mmsi / TailValues).ToString("D5", System.Globalization.CultureInfo.InvariantCulture);

    public static string TailOf(uint mmsi) => (mmsi % TailValues).ToString("D4", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The condition that a point is of one vessel.</summary>
    public static string Of(Mmsi mmsi) => $"{Head} = '{HeadOf(mmsi.Value)}' AND {Tail} = '{TailOf(mmsi.Value)}'";

    /// <summary>A condition that every vessel from an MMSI on meets, and others whose first digits are hers: tags know no order.</summary>
    public static string From(Mmsi first) => first.Value == 0 ? "" : $" AND {Head} =~ {InfluxQl.NumbersFrom(first.Value / TailValues, HeadDigits)}";

    /// <summary>The vessel whose tags these are, or null.</summary>
    public static uint? MmsiOf(IReadOnlyDictionary<string, string> tags) =>
        tags.TryGetValue(Head, out var head) && tags.TryGetValue(Tail, out var tail) && uint.TryParse(head, out var high) && uint.TryParse(tail, out var low) ? (high * TailValues) + low : null;
}
