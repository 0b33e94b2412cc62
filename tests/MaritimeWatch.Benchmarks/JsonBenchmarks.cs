using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Benchmarks;

/// <summary>JSON records into reports and back, per record; beside them the tree of the platform's own library over the same bytes.</summary>
[MemoryDiagnoser]
public class JsonBenchmarks
{
    private const int Records = 10_000;

    private readonly StaticReportInterning interning = new();
    private readonly ArrayBufferWriter<byte> output = new(1 << 22);
    private readonly List<AisReport> reports = [];
    private readonly List<byte[]> own = [];
    private readonly List<byte[]> digitraffic = [];
    private readonly List<byte[]> gpsd = [];
    private JsonReportReader ownReader = null!;
    private JsonReportReader digitrafficReader = null!;
    private JsonReportReader gpsdReader = null!;
    private byte[] document = [];

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (var i = 0; i < Records; i++)
        {
            var fix = new PositionReport(
                Instant.FromUtc(2024, 11, 17) + TimeSpan.FromSeconds(i / 100), new Mmsi((uint)(219_000_000 + random.Next(1_000))), random.Next(32_000_000, 34_500_000), random.Next(2_000_000, 9_000_000),
                (short)random.Next(0, 250), (short)random.Next(0, 3_600), (short)random.Next(0, 360), 0, StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, HasHighAccuracy: false);
            reports.Add(new AisReport(fix, null));
            output.ResetWrittenCount();
            ReportJsonWriter.Write(reports[^1], default, output);
            own.Add(output.WrittenSpan[..^1].ToArray());
            digitraffic.Add(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $$$"""{"mmsi":{{{fix.Mmsi.Value}}},"type":"Feature","geometry":{"type":"Point","coordinates":[{{{fix.Longitude:F6}}},{{{fix.Latitude:F6}}}]},"properties":{"mmsi":{{{fix.Mmsi.Value}}},"sog":{{{fix.RawSpeed / 10.0:F1}}},"cog":{{{fix.RawCourse / 10.0:F1}}},"navStat":0,"rot":0,"posAcc":false,"raim":false,"heading":{{{fix.RawHeading}}},"timestamp":59,"timestampExternal":{{{fix.Time.UnixMilliseconds}}}}}""")));
            gpsd.Add(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $$$"""{"class":"AIS","device":"stdin","rxuxtime":{{{fix.Time.UnixSeconds}}},"type":1,"repeat":0,"mmsi":{{{fix.Mmsi.Value}}},"scaled":true,"status":0,"status_text":"Under way using engine","turn":0,"speed":{{{fix.RawSpeed / 10.0:F1}}},"accuracy":false,"lon":{{{fix.Longitude:F6}}},"lat":{{{fix.Latitude:F6}}},"course":{{{fix.RawCourse / 10.0:F1}}},"heading":{{{fix.RawHeading}}},"second":59,"maneuver":0,"raim":false,"radio":34017}""")));
        }

        document = [.. "{\"type\":\"FeatureCollection\",\"features\":["u8, .. digitraffic.SelectMany(record => record.Append((byte)',')).SkipLast(1), .. "]}"u8];
        ownReader = new JsonReportReader(JsonDialect.MaritimeWatch, interning);
        digitrafficReader = new JsonReportReader(JsonDialect.Digitraffic, interning);
        gpsdReader = new JsonReportReader(JsonDialect.Gpsd, interning);
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public long Own() => Read(ownReader, own);

    [Benchmark(OperationsPerInvoke = Records)]
    public long Digitraffic() => Read(digitrafficReader, digitraffic);

    [Benchmark(OperationsPerInvoke = Records)]
    public long Gpsd() => Read(gpsdReader, gpsd);

    [Benchmark(OperationsPerInvoke = Records)]
    public long DigitrafficDocument()
    {
        long sum = 0;
        var framer = new JsonRecordFramer();
        ReadOnlySpan<byte> rest = document;
        while (framer.TryReadRecord(ref rest, out var record, out _))
        {
            digitrafficReader.Read(record, null, out var report, out _);
            sum += report.Dynamic.RawLatitude;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public long DigitrafficAsATree()
    {
        long sum = 0;
        foreach (var record in digitraffic)
        {
            using var tree = JsonDocument.Parse(record);
            sum += (long)(tree.RootElement.GetProperty("geometry").GetProperty("coordinates")[1].GetDouble() * PositionReport.RawPerDegree);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public int Write()
    {
        output.ResetWrittenCount();
        foreach (var report in reports)
        {
            ReportJsonWriter.Write(report, default, output);
        }

        return output.WrittenCount;
    }

    private static long Read(JsonReportReader reader, List<byte[]> records)
    {
        long sum = 0;
        foreach (var record in records)
        {
            reader.Read(record, null, out var report, out _);
            sum += report.Dynamic.RawLatitude;
        }

        return sum;
    }
}
