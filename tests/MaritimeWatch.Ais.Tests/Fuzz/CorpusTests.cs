using System.Buffers;
using System.Text.Json;
using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Tests.Fuzz;

/// <summary>What crashed gpsd, libais, OpenCPN and others by their public trackers is a message or a counted reason here.</summary>
public sealed class CorpusTests
{
    private const int FewestLines = 100;

    [Fact]
    public void Read_SentencesOfTheTrackers_HaveTheOutcomeThatIsWrittenThere()
    {
        var entries = Corpus.Read("sentences.nmea");

        Assert.InRange(entries.Sum(entry => entry.Lines.Count), FewestLines, int.MaxValue);
        var wrong = from entry in entries
                    from line in entry.Lines.Zip(Outcomes(entry.Lines.Select(line => line.Line)), (line, outcome) => (line.Line, Expected: line.Outcome, Outcome: outcome))
                    where line.Expected != line.Outcome
                    select $"{entry.Report}\n{Bytes.Text(line.Line)}\nis '{line.Outcome}', expected '{line.Expected}'";
        Assert.Equal("", string.Join("\n", wrong));
    }

    [Fact]
    public void Read_SentencesOfTheTrackers_KeepEveryPromise()
    {
        var outputs = 0L;
        var cutting = 0;
        foreach (var entry in Corpus.Read("sentences.nmea"))
        {
            byte[] input = [.. entry.Lines.SelectMany(line => line.Line.Append((byte)'\n'))];
            foreach (var parser in FuzzedParsers.All)
            {
                MaritimeWatch.Tests.FuzzSuite.Check(parser, input, cutting++, entry.Report, ref outputs);
            }
        }

        Assert.InRange(outputs, FewestLines, int.MaxValue);
    }

    /// <summary>For each line what it is as a report and as JSON: <c>report 1 | json 1</c>, <c>pending | nothing</c>, or the reasons.</summary>
    private static IEnumerable<string> Outcomes(IEnumerable<byte[]> lines)
    {
        var reader = new NmeaReportReader(new StaticReportInterning());
        var parser = new SentenceParser();
        var assembler = new FragmentAssembler();
        var json = new GpsdJson(new GpsdJsonOptions(SplitsType24: true));
        foreach (var line in lines)
        {
            var report = reader.Read(line, Instant.FromUnixSeconds(1), out _, out var reason) switch
            {
                ReadResult.Report => "report",
                ReadResult.Pending => "pending",
                _ => reason.ToString(),
            };
            yield return $"{report} | {Printed(line, parser, assembler, json)}";
        }
    }

    private static string Printed(byte[] line, SentenceParser parser, FragmentAssembler assembler, GpsdJson json)
    {
        var output = new ArrayBufferWriter<byte>();
        if (!parser.TryParse(line, out var sentence, out var reason))
        {
            return reason.ToString();
        }

        if (!assembler.TryAssemble(sentence, out var bits, out _, out reason))
        {
            return reason == DropReason.None ? "nothing" : reason.ToString();
        }

        reason = json.Write(bits, sentence.Channel, output);
        if (reason != DropReason.None)
        {
            return reason.ToString();
        }

        using var document = JsonDocument.Parse(output.WrittenMemory);
        return $"json {document.RootElement.GetProperty("type").GetInt32()}";
    }
}
