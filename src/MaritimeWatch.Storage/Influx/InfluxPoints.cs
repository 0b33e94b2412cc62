using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Influx;

namespace MaritimeWatch.Storage.Influx;

/// <summary>Reports as points; their times are such as can be stored (<see cref="InfluxTime.IsStorable"/>).</summary>
internal static class InfluxPoints
{
    public static void Position(LineWriter lines, in PositionReport report)
    {
        Begin(lines, report.Mmsi.Value);
        lines.Field("lat", report.RawLatitude);
        lines.Field("lon", report.RawLongitude);
        Unless(lines, "speed", report.RawSpeed, -1);
        Unless(lines, "course", report.RawCourse, -1);
        Unless(lines, "heading", report.RawHeading, -1);
        Unless(lines, "turn", report.RawRateOfTurn, PositionReport.NoRateOfTurn);
        Unless(lines, "status", (long)report.Status, (long)NavigationalStatus.Undefined);
        lines.Field("kind", ((long)report.StationClass * 2) + (report.HasHighAccuracy ? 1 : 0));
        lines.End(InfluxTime.Of(report));
    }

    /// <summary>That something was said, and where <paramref name="inFull"/> what it was.</summary>
    public static void Word(LineWriter lines, long unixSeconds, StaticReport said, StationClass stationClass, long word, bool inFull)
    {
        Begin(lines, said.Mmsi.Value);
        lines.Field("heard", word);
        if (inFull)
        {
            lines.Field("word", word);
            Static(lines, said, stationClass);
        }

        lines.End(InfluxTime.OfWord(unixSeconds, word));
    }

    /// <summary>What is known of a vessel, over what was known before.</summary>
    public static void Known(LineWriter lines, StoredVessel vessel)
    {
        Begin(lines, vessel.Static.Mmsi.Value);
        lines.Field("heard_at", vessel.Time.UnixSeconds);
        Static(lines, vessel.Static, StationClass.Unknown);
        lines.End(0);
    }

    private static void Begin(LineWriter lines, uint mmsi)
    {
        lines.Begin(InfluxSchema.Measurement);
        lines.Tag(InfluxSchema.Head, mmsi / InfluxSchema.TailValues, InfluxSchema.HeadDigits);
        lines.Tag(InfluxSchema.Tail, mmsi % InfluxSchema.TailValues, InfluxSchema.TailDigits);
    }

    private static void Static(LineWriter lines, StaticReport said, StationClass stationClass)
    {
        Whole(lines, "imo", said.ImoNumber);
        Text(lines, "call_sign", said.CallSign);
        Text(lines, "name", said.Name);
        Whole(lines, "ship_type", said.ShipType?.Code);
        Whole(lines, "to_bow", said.ToBow);
        Whole(lines, "to_stern", said.ToStern);
        Whole(lines, "to_port", said.ToPort);
        Whole(lines, "to_starboard", said.ToStarboard);
        Whole(lines, "length", said.LengthMetres);
        Whole(lines, "breadth", said.BreadthMetres);
        if (said.DraughtMetres is { } draught)
        {
            lines.Field("draught", draught);
        }

        Text(lines, "destination", said.Destination);
        lines.Field("message_type", (long)said.MessageType);
        lines.Field("feed", (long)said.Feed);
        lines.Field("class", (long)stationClass);
    }

    private static void Unless(LineWriter lines, string field, long value, long none)
    {
        if (value != none)
        {
            lines.Field(field, value);
        }
    }

    private static void Whole(LineWriter lines, string field, long? value)
    {
        if (value is { } known)
        {
            lines.Field(field, known);
        }
    }

    private static void Text(LineWriter lines, string field, string? value)
    {
        if (value is not null)
        {
            lines.Field(field, value);
        }
    }
}
