using MaritimeWatch.Ais.Csv;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Rows of the tests: a Danish header, a full row, and what becomes of a row.</summary>
internal static class CsvRows
{
    public const string Columns22 = "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,Callsign,Name,Ship type,Cargo type,Width,Length,Type of position fixing device,Draught,Destination,ETA,Data source type";
    public const string Columns26 = Columns22 + ",A,B,C,D";
    public const string FullRow = "18/03/2023 00:00:07,Class A,219000606,55.492100,-14.752500,Under way using engine,-10.0,12.5,241.8,241,9074729,OXYZ2,ANNA,Cargo,Category X,32,294,GPS,13.5,\"AARHUS, DK\",20/03/2023 08:00:00,AIS,230,64,12,20";

    public static CsvReportParser Parser(string header, StaticReportInterning? interning = null)
    {
        Assert.True(CsvReportParser.TryCreate(Bytes.Of(header), interning ?? new StaticReportInterning(), out var parser, out var error), error);
        return parser;
    }

    public static AisReport Parsed(string header, string row, StaticReportInterning? interning = null)
    {
        var isPosition = Parser(header, interning).TryParse(Bytes.Of(row), out var report, out var reason);
        Assert.Equal(DropReason.None, reason);
        Assert.True(isPosition);
        return report;
    }

    public static DropReason Rejected(string header, string row)
    {
        Assert.False(Parser(header).TryParse(Bytes.Of(row), out var report, out var reason));
        Assert.Equal(default, report);
        return reason;
    }
}
