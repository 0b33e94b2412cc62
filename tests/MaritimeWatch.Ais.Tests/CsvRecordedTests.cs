using MaritimeWatch.Ais.Csv;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Whole recorded tables: their rows, vessels and limits, counted independently from the text, and a few rows by hand.</summary>
public sealed class CsvRecordedTests
{
    [SharedDataFact("dma-csv/aisdk-2017-06-23-head.csv")]
    public void Rows_DanishFile_AreThoseOfTheText()
    {
        var read = Read("dma-csv/aisdk-2017-06-23-head.csv");

        Assert.Equal((541, 38, 54), (read.Positions.Count, read.Reasons[DropReason.NoPosition], read.Reasons[DropReason.NotAVessel]));
        Assert.Equal(524, read.Vessels);
        Assert.Equal((54.13795, 58.235338, 3.39539, 16.423267), read.Box);

        // 23/06/2017 00:00:04,Class A,636013683,57.143023,11.652817,Constrained by her draught,-0.4,12.2,340.0,342,9361512,A8OQ2,NEW ABILITY,Tanker,…,194,35,17,25
        Assert.Contains(
            new AisReport(
                new PositionReport(
                    Instant.FromUtc(2017, 6, 23, 0, 0, 4), new Mmsi(636013683), 34285814, 6991690, 122, 3400, 342, -4,
                    StationClass.ClassA, NavigationalStatus.ConstrainedByDraught, HasHighAccuracy: false),
                new StaticReport(new Mmsi(636013683), 9361512, "A8OQ2", "NEW ABILITY", new ShipType(80), 194, 35, 25, 17, 229, 42, 12.6, "ROTTERDAM,NL")),
            read.Positions);
    }

    [SharedDataFact("solent/SolentAIS_20160112_part1.csv.gz")]
    public void Rows_Solent_AreThoseOfTheText()
    {
        var read = Read("solent/SolentAIS_20160112_part1.csv.gz");

        Assert.Equal([DropReason.None], read.Reasons.Keys);
        Assert.Equal((12_415, 87), (read.Positions.Count, read.Vessels));
        Assert.Equal((50.5429, 50.833508, -1.311683, 54.83172), read.Box);

        // 2016-01-12 14:00:08.571,235069877,50.78421,-1.10450333333333,332.3,12
        Assert.Equal(
            new PositionReport(
                Instant.FromUtc(2016, 1, 12, 14, 0, 8), new Mmsi(235069877), 30470526, -662702, 120, 3323, -1, PositionReport.NoRateOfTurn,
                StationClass.Unknown, NavigationalStatus.Undefined, HasHighAccuracy: false),
            read.Positions[^1].Dynamic);
    }

    [SharedDataFact("movingpandas/marinecadastre_boston_2014-01.csv.gz")]
    public void Rows_MarineCadastreOf2014_AreThoseOfTheText()
    {
        var read = Read("movingpandas/marinecadastre_boston_2014-01.csv.gz");

        Assert.Equal([DropReason.None], read.Reasons.Keys);
        Assert.Equal((972, 4), (read.Positions.Count, read.Vessels));
        Assert.Equal((42.236833, 42.425793, -71.0635, -70.80012), read.Box);

        // 26398,11.8000001907349,65.8000030517578,53.0,129.0,2014-01-01T05:24:03Z,0,166,240000208,-70.946302,42.337112…: 129 is the code -127, 720° a minute to port.
        Assert.Contains(
            new PositionReport(
                Instant.FromUtc(2014, 1, 1, 5, 24, 3), new Mmsi(240000208), 25402268, -42567781, 118, 658, 53, -7_200,
                StationClass.Unknown, NavigationalStatus.UnderWayUsingEngine, HasHighAccuracy: false),
            read.Positions.Select(report => report.Dynamic));
        Assert.Equal(458, read.Positions.Count(report => report.Dynamic.RawRateOfTurn == 0));
    }

    [SharedDataFact("digitraffic/baltic-2025-12-11T2044Z.csv.gz")]
    public void Rows_Digitraffic_AreThoseOfTheText()
    {
        var read = Read("digitraffic/baltic-2025-12-11T2044Z.csv.gz");

        // 9 aids to navigation (99…) and 2 coast stations of seven digits; 2 that are no aircraft at 135 kn.
        Assert.Equal((9_722, 11, 2), (read.Positions.Count, read.Reasons[DropReason.NotAVessel], read.Reasons[DropReason.BadNumber]));
        Assert.Equal(3, read.Reasons.Count);
        Assert.Equal(9_722, read.Vessels);
        Assert.Contains(read.Positions, report => report.Static?.Name == "M/T \"VOLGA\"");

        // …,376128000,"FFS ATLAS",19.612433,59.1802,6.5,205.7,205,3,52,UNKNOWN,811520,36.0,1
        Assert.Equal(
            new AisReport(
                new PositionReport(
                    Instant.FromUtc(2025, 12, 11, 20, 44, 50), new Mmsi(376128000), 35508120, 11767460, 65, 2057, 205, PositionReport.NoRateOfTurn,
                    StationClass.Unknown, NavigationalStatus.RestrictedManoeuvrability, HasHighAccuracy: true),
                new StaticReport(new Mmsi(376128000), Name: "FFS ATLAS", ShipType: new ShipType(52), DraughtMetres: 3.6, Destination: "UNKNOWN")),
            read.Positions[0]);
    }

    [SharedDataFact("kattegat-dma/kattegat_1min_2025-11-01_and_03.csv.gz", "m3-annotated/vessel_1_id.csv.gz", "m3-annotated/vessel_info.csv", "incidents/incidents.csv")]
    public void TryCreate_TablesThatDoNotTellTheirUnitsOrPlaces_AreRefused()
    {
        Assert.Contains("SOG_mps", Error("kattegat-dma/kattegat_1min_2025-11-01_and_03.csv.gz"), StringComparison.Ordinal);
        Assert.Contains("holds numbers", Error("m3-annotated/vessel_1_id.csv.gz"), StringComparison.Ordinal);
        Assert.Contains("lacks the column Timestamp", Error("m3-annotated/vessel_info.csv"), StringComparison.Ordinal);
        Assert.Contains("lacks the column Timestamp, MMSI", Error("incidents/incidents.csv"), StringComparison.Ordinal);
    }

    [SharedDataFact("kattegat-dma/kattegat_1min_2025-11-01_and_03.csv.gz")]
    public void Rows_KattegatOnceItsHeaderNamesTheUnit_AreThoseOfTheText()
    {
        var read = Read("kattegat-dma/kattegat_1min_2025-11-01_and_03.csv.gz", header => header.Replace(",SOG,", ",SOG_mps,", StringComparison.Ordinal));

        Assert.Equal([DropReason.None], read.Reasons.Keys);
        Assert.Equal((37_406, 266), (read.Positions.Count, read.Vessels));

        // 5.9032449 m/s = 11.475 kn; the arrow (0.67266 east, -0.73989 north) points to 137.73 degrees.
        Assert.Equal((115, 1377), (read.Positions[0].Dynamic.RawSpeed, read.Positions[0].Dynamic.RawCourse));
    }

    private static string Error(string file)
    {
        Assert.False(CsvReportParser.TryCreate(RecordedTraffic.Lines(file)[0], new StaticReportInterning(), out _, out var error));
        return error;
    }

    private static Recording Read(string file, Func<string, string>? header = null)
    {
        var lines = RecordedTraffic.Lines(file);
        var first = header is null ? lines[0] : Bytes.Of(header(Bytes.Text(lines[0])));
        Assert.True(CsvReportParser.TryCreate(first, new StaticReportInterning(), out var parser, out var error), error);
        var block = lines.Skip(1).SelectMany(line => line.Append((byte)'\n')).ToArray();
        var read = new Recording();
        var rows = parser.Rows(block);
        while (rows.TryRead(out var report, out var reason))
        {
            read.Reasons[reason] = read.Reasons.GetValueOrDefault(reason) + 1;
            if (reason == DropReason.None)
            {
                read.Positions.Add(report);
            }
        }

        return read;
    }

    private sealed class Recording
    {
        public List<AisReport> Positions { get; } = [];

        public Dictionary<DropReason, int> Reasons { get; } = [];

        public int Vessels => Positions.Select(report => report.Mmsi).Distinct().Count();

        /// <summary>South, north, west and east, degrees to six decimals.</summary>
        public (double South, double North, double West, double East) Box => (
            Math.Round(Positions.Min(report => report.Dynamic.Latitude), 6),
            Math.Round(Positions.Max(report => report.Dynamic.Latitude), 6),
            Math.Round(Positions.Min(report => report.Dynamic.Longitude), 6),
            Math.Round(Positions.Max(report => report.Dynamic.Longitude), 6));
    }
}
