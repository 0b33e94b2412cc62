using System.Buffers;
using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Tests;

/// <summary>What we print for sentences, each message with the bits it came from.</summary>
/// <param name="Message">The object.</param>
/// <param name="Sentences">The same message again as plain sentences; a message 24 that joins two halves as both.</param>
/// <param name="IsOfSeveralSentences">Whether it came in parts.</param>
/// <param name="IsBehind">Whether something stands before it on its line.</param>
/// <param name="Bits">How many bits were sent.</param>
/// <param name="Channel">The radio channel that the sentence names.</param>
/// <param name="LastLine">The line that completed it.</param>
/// <param name="LineBefore">The line before that.</param>
internal sealed record OurJson(GpsdMessage Message, string Sentences, bool IsOfSeveralSentences, bool IsBehind, int Bits, char Channel, string LastLine, string LineBefore)
{
    /// <param name="lines">The sentences.</param>
    /// <param name="options">What to print.</param>
    /// <param name="wrongLengths">Senders of messages whose length is not accepted here.</param>
    public static List<OurJson> Of(IEnumerable<byte[]> lines, GpsdJsonOptions options, out HashSet<(string Type, string Repeat, string Mmsi)> wrongLengths)
    {
        wrongLengths = [];
        var printed = new List<OurJson>();
        var parser = new SentenceParser();
        var assembler = new FragmentAssembler();
        var json = new GpsdJson(options);
        var output = new ArrayBufferWriter<byte>();
        var halves = new Dictionary<uint, string>();
        byte[] before = [];
        foreach (var line in lines)
        {
            ReadOnlySpan<byte> rest = line;
            while (!rest.IsEmpty)
            {
                var start = line.Length - rest.Length;
                if (!parser.TryParse(ref rest, out var sentence, out _) || !assembler.TryAssemble(sentence, out var bits, out _, out _))
                {
                    continue;
                }

                output.ResetWrittenCount();
                if (json.Write(bits, sentence.Channel, output) == DropReason.WrongLength)
                {
                    wrongLengths.Add(($"{bits.MessageType}", $"{bits.RepeatIndicator}", $"{bits.Mmsi}"));
                }

                if (bits.MessageType == 24 && bits.Unsigned(38, 2) == 0)
                {
                    halves[bits.Mmsi] = Plain(bits, sentence.Channel);
                }

                if (output.WrittenCount > 0)
                {
                    var message = new GpsdMessage(System.Text.Encoding.UTF8.GetString(output.WrittenSpan));
                    var isJoined = message.Type == 24 && message["part"] is null;
                    printed.Add(new OurJson(
                        message, (isJoined ? halves[bits.Mmsi] : "") + Plain(bits, sentence.Channel), sentence.Count > 1, start > 0 || line[0] != (byte)'!',
                        bits.Count, (char)sentence.Channel, Bytes.Text(line), Bytes.Text(before)));
                }
            }

            before = line;
        }

        return printed;
    }

    private static string Plain(PayloadBits bits, byte channel)
    {
        var copy = new BitString();
        for (var at = 0; at < bits.Count; at++)
        {
            copy.Put(bits.Flag(at) ? 1 : 0, 1);
        }

        return string.Concat(copy.Sentences(channel is (byte)'B' or (byte)'2' ? 'B' : 'A').Select(sentence => sentence + "\n"));
    }
}
