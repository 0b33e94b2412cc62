using System.Text;
using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Detection;
using MaritimeWatch.Detection.Charts;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Load;

/// <summary>Runs the traffic through an analyser of its own, one line at a time, to know which line each alert event waits for.</summary>
internal static class DecidingLines
{
    /// <summary>By alert id and revision. Events that come only with the end of the traffic are not among them.</summary>
    public static Dictionary<(string AlertId, int Revision), Deciding> Of(IReadOnlyList<ReadOnlyMemory<byte>> lines, IEnumerable<string> charts, DetectionSettings settings)
    {
        var chart = ChartReader.Read(charts.Select(path => new ChartFile(Path.GetFileName(path), File.ReadAllBytes(path)))).Chart;
        var analyser = new Analyser(AssetIndex.Build(chart), settings);
        var reader = new NmeaReportReader(new StaticReportInterning());
        var found = new Dictionary<(string, int), Deciding>();
        var firstLines = new List<(Instant Time, int Line)>();
        var advanced = Instant.MinValue;
        for (var line = 0; line < lines.Count; line++)
        {
            var bytes = lines[line].Span;
            while (!bytes.IsEmpty)
            {
                if (reader.Read(ref bytes, null, out var report, out _) == ReadResult.Report)
                {
                    analyser.Observe(report);
                }
            }

            if (firstLines.Count == 0 || analyser.Clock.Now > firstLines[^1].Time)
            {
                firstLines.Add((analyser.Clock.Now, line));
            }

            if (analyser.Clock.Watermark == advanced)
            {
                continue;
            }

            advanced = analyser.Clock.Watermark;
            analyser.Advance(advanced);
            foreach (var alert in analyser.Drain())
            {
                var at = firstLines.BinarySearch((alert.EventTime, -1));
                found.TryAdd((alert.AlertId, alert.Revision), new Deciding(line, firstLines[Math.Min(at < 0 ? ~at : at, firstLines.Count - 1)].Line));
            }
        }

        return found;
    }

    /// <summary>The lines of a file of NMEA 0183, with their ends.</summary>
    public static List<ReadOnlyMemory<byte>> Read(string path, int most)
    {
        var all = File.ReadAllBytes(path);
        var lines = new List<ReadOnlyMemory<byte>>();
        for (var start = 0; start < all.Length && lines.Count < most;)
        {
            var length = all.AsSpan(start).IndexOf((byte)'\n');
            var end = length < 0 ? all.Length : start + length + 1;
            lines.Add(all.AsMemory(start, end - start));
            start = end;
        }

        return lines;
    }

    /// <summary>For messages.</summary>
    public static string Text(ReadOnlyMemory<byte> line) => Encoding.ASCII.GetString(line.Span).TrimEnd();
}
