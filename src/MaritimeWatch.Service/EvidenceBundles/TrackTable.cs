using System.Globalization;
using System.Text;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>A track as a table: the 26 columns of the Danish Maritime Authority's daily files, then position accuracy and the label; read by <c>replay</c>.</summary>
/// <remarks>
/// Reading it gives back exactly the reports that were stored: coordinates round to the 1/600,000 degree that was sent, and the type of ship stands as its
/// AIS number, which a word would lose. Column C is starboard and D port, as in the Danish files. The label stands in each row, so that no part loses it.
/// </remarks>
internal static class TrackTable
{
    public const string LabelColumn = "TLP";

    private const string Columns =
        "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,Callsign,Name,Ship type,Cargo type,Width,Length,"
        + "Type of position fixing device,Draught,Destination,ETA,Data source type,A,B,C,D,PAC," + LabelColumn + "\n";

    private static readonly string[] Statuses =
    [
        "Under way using engine", "At anchor", "Not under command", "Restricted maneuverability", "Constrained by her draught", "Moored", "Aground",
        "Engaged in fishing", "Under way sailing", "9", "10", "11", "12", "13", "14", "Unknown value",
    ];

    /// <summary>The table in UTF-8.</summary>
    /// <param name="reports">In the order of the rows.</param>
    /// <param name="vessels">What each vessel says of herself; one that is not among them said nothing.</param>
    /// <param name="label">As <see cref="TlpMarking.Of"/> writes it.</param>
    public static byte[] Write(IEnumerable<PositionReport> reports, IReadOnlyDictionary<Mmsi, StaticReport> vessels, string label)
    {
        var text = new StringBuilder(Columns);
        var statics = vessels.ToDictionary(vessel => vessel.Key, vessel => Statics(vessel.Value));
        var nothing = Statics(null);
        foreach (var report in reports)
        {
            text.Append(report.Time.ToDateTime().ToString("dd'/'MM'/'yyyy HH:mm:ss", CultureInfo.InvariantCulture));
            text.Append(',').Append(Mobile(report.StationClass)).Append(',').Append(report.Mmsi.Value.ToString(CultureInfo.InvariantCulture));
            text.Append(',').Append(Degrees(report.RawLatitude)).Append(',').Append(Degrees(report.RawLongitude));
            text.Append(',').Append(Statuses[(int)report.Status & 15]);
            text.Append(',').Append(report.RawRateOfTurn == PositionReport.NoRateOfTurn ? "" : Tenths(report.RawRateOfTurn));
            text.Append(',').Append(report.RawSpeed < 0 ? "" : Tenths(report.RawSpeed));
            text.Append(',').Append(report.RawCourse < 0 ? "" : Tenths(report.RawCourse));
            text.Append(',').Append(report.RawHeading < 0 ? "" : report.RawHeading.ToString(CultureInfo.InvariantCulture));
            text.Append(statics.GetValueOrDefault(report.Mmsi, nothing));
            text.Append(',').Append(report.HasHighAccuracy ? '1' : '0').Append(',').Append(label).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Statics(StaticReport? of) => string.Create(
        CultureInfo.InvariantCulture,
        $",{(of?.ImoNumber is { } imo ? imo : "Unknown")},{PlainText.Field(of?.CallSign)},{PlainText.Field(of?.Name)},{(of?.ShipType is { } type ? type.Code : "Undefined")},,{of?.BreadthMetres},{of?.LengthMetres},Undefined,{of?.DraughtMetres:F1},{PlainText.Field(of?.Destination)},,AIS,{of?.ToBow},{of?.ToStern},{of?.ToStarboard},{of?.ToPort}");

    private static string Degrees(int raw) => ((decimal)raw / PositionReport.RawPerDegree).ToString("F6", CultureInfo.InvariantCulture);

    private static string Tenths(int tenths) => (tenths / 10m).ToString("F1", CultureInfo.InvariantCulture);

    private static string Mobile(StationClass stationClass) => stationClass switch
    {
        StationClass.ClassA => "Class A",
        StationClass.ClassB => "Class B",
        StationClass.SarAircraft => "SAR Airborne",
        StationClass.DistressTransmitter => "Search and Rescue Transponder",
        StationClass.BaseStation => "Base Station",
        StationClass.AidToNavigation => "AtoN",
        _ => "Unknown",
    };
}
