using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests.Fuzz;

/// <summary>Bytes to reports: Frame, Parse, Assemble, Decode, Stamp.</summary>
internal sealed class FuzzedNmea : IFuzzedParser
{
    private static readonly Instant Receipt = Instant.FromUtc(2024, 11, 18);

    public string Name => "NMEA to reports";

    public IReadOnlyList<byte[]> Seeds => Sentences.Seeds;

    public IReadOnlyList<byte[]> Words => Sentences.Words;

    public byte[] NextGood => Sentences.NextGood;

    public string NextGoodSign => $"mmsi {Sentences.NextGoodSender} ";

    public byte[] Mended(byte[] input) => Sentences.Mended(input);

    public FuzzOutcome Read(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        var framer = new LineFramer();
        var reader = new NmeaReportReader(new StaticReportInterning(64));
        var outputs = new List<string>();
        var dropped = new long[DropReasons.Count];
        string? fault = null;
        var (lines, sentences) = (0, 0);
        FuzzedLines.Read(framer, pieces, line =>
        {
            lines++;
            do
            {
                sentences++;
                switch (reader.Read(ref line, Receipt, out var report, out var reason))
                {
                    case ReadResult.Report:
                        outputs.Add(FuzzedReports.Text(report));
                        fault ??= FuzzedReports.Fault(report) ?? (reason == DropReason.None ? null : "a report with a reason");
                        break;
                    case ReadResult.Pending:
                        fault ??= reason == DropReason.None ? null : "a part that waits with a reason";
                        break;
                    default:
                        dropped[(int)reason]++;
                        break;
                }
            }
            while (!line.IsEmpty);
        });
        reader.Finish();
        fault ??= framer.Counter.Out != lines ? $"{framer.Counter.Out} lines by the counters, {lines} in truth" : null;
        return new FuzzOutcome(outputs, FuzzedReports.Text([framer.Counter, .. reader.Counters]), fault ?? Uncounted(reader, sentences, dropped, outputs.Count));
    }

    /// <summary>What comes out of one stage goes into the next, and every drop that was told is in a counter, under the same reason.</summary>
    private static string? Uncounted(NmeaReportReader reader, int sentences, long[] dropped, int reports)
    {
        var (parse, assemble, decode, stamp) = (reader.Counters[0], reader.Counters[1], reader.Counters[2], reader.Counters[3]);
        if (parse.In != sentences || parse.Out != assemble.In || decode.Out != stamp.In || stamp.Out != reports)
        {
            return $"the stages do not join: {FuzzedReports.Text(reader.Counters)}, {sentences} sentences, {reports} reports";
        }

        foreach (var reason in Enum.GetValues<DropReason>())
        {
            // Assembling drops several sentences at once, and some without a line that tells.
            var counted = parse.DroppedFor(reason) + assemble.DroppedFor(reason) + decode.DroppedFor(reason) + stamp.DroppedFor(reason);
            var hasParts = reason is DropReason.BadPayload or DropReason.FragmentAbandoned;
            if (reason != DropReason.None && !hasParts && counted != dropped[(int)reason])
            {
                return $"{dropped[(int)reason]} sentences were dropped as {reason}, {counted} are counted";
            }
        }

        return dropped[(int)DropReason.None] == 0 ? null : "a sentence was dropped without a reason";
    }
}
