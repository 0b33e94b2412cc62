using System.Buffers;
using System.Text.Json;
using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests.Fuzz;

/// <summary>Bytes to gpsd's JSON, stage by stage: every sentence is accounted for, and every line printed is valid JSON.</summary>
internal sealed class FuzzedGpsdJson(GpsdJsonOptions options) : IFuzzedParser
{
    public string Name => $"NMEA to JSON, {(options.IsScaled ? "scaled" : "unscaled")}";

    public IReadOnlyList<byte[]> Seeds => Sentences.Seeds;

    public IReadOnlyList<byte[]> Words => Sentences.Words;

    public byte[] NextGood => Sentences.NextGood;

    public string NextGoodSign => $"\"mmsi\":{Sentences.NextGoodSender},";

    public byte[] Mended(byte[] input) => Sentences.Mended(input);

    public FuzzOutcome Read(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        var framer = new LineFramer();
        var parser = new SentenceParser();
        var assembler = new FragmentAssembler();
        var decode = new StageCounter("Decode");
        var json = new GpsdJson(options);
        var lines = new ArrayBufferWriter<byte>();
        var outputs = new List<string>();
        string? fault = null;
        var joined = 0L;
        FuzzedLines.Read(framer, pieces, line =>
        {
            while (!line.IsEmpty)
            {
                if (parser.TryParse(ref line, out var sentence, out _))
                {
                    Assemble(sentence);
                }
            }
        });
        assembler.Finish();
        fault ??= parser.Counter.Out != assembler.Counter.In ? "sentences are lost between Parse and Assemble" : null;
        fault ??= assembler.Counter.Out != joined ? $"{assembler.Counter.Out} sentences have become messages by the counters, {joined} in truth" : null;
        return new FuzzOutcome(outputs, FuzzedReports.Text([framer.Counter, parser.Counter, assembler.Counter, decode]), fault);

        void Assemble(in Sentence sentence)
        {
            var isWhole = assembler.TryAssemble(sentence, out var bits, out _, out _);
            fault ??= assembler.PendingCount > FragmentAssembler.MaxPending ? "too many unfinished messages are held" : null;
            if (!isWhole)
            {
                return;
            }

            joined += sentence.Count;
            decode.Received();
            var reason = json.Write(bits, sentence.Channel, lines);
            if (reason != DropReason.None)
            {
                decode.Drop(reason);
                fault ??= lines.WrittenCount > 0 ? $"printed although {reason}" : null;
            }

            if (lines.WrittenCount > 0)
            {
                fault ??= Fault(lines.WrittenSpan);
                outputs.Add(Bytes.Text(lines.WrittenSpan));
                lines.ResetWrittenCount();
            }
        }
    }

    private static string? Fault(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            while (reader.Read())
            {
                // To the end: an error in it throws.
            }

            return line[^1] == '\n' && line[..^1].IndexOf((byte)'\n') < 0 ? null : "not one line";
        }
        catch (JsonException broken)
        {
            return $"not JSON: {broken.Message} {Bytes.Text(line)}";
        }
    }
}
