using System.Buffers;
using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Tests;

/// <summary>What we print for sentences, each message with the bits it came from.</summary>
/// <param name="Message">The object.</param>
/// <param name="Sentences">The same message again as plain sentences; a message 24 that joins two halves as both.</param>
/// <param name="IsOfSeveralSentences">Whether it came in parts.</param>
/// <param name="Bits">How many bits were sent.</param>
/// <param name="Channel">The radio channel that the sentence names.</param>
/// <param name="LastLine">The line that completed it.</param>
/// <param name="LineBefore">The line before that.</param>
internal sealed record OurJson(GpsdMessage Message, string Sentences, bool IsOfSeveralSentences, int Bits, char Channel, string LastLine, string LineBefore)
{
    public static List<OurJson> Of(IEnumerable<byte[]> lines, GpsdJsonOptions options)
    {
        var printed = new List<OurJson>();
        var parser = new SentenceParser();
        var assembler = new FragmentAssembler();
        var json = new GpsdJson(options);
        var output = new ArrayBufferWriter<byte>();
        var halves = new Dictionary<uint, string>();
        byte[] before = [];
        foreach (var line in lines)
        {
            var lineBefore = before;
            before = line;
            if (!parser.TryParse(line, out var sentence, out _) || !assembler.TryAssemble(sentence, out var bits, out _, out _))
            {
                continue;
            }

            output.ResetWrittenCount();
            json.Write(bits, sentence.Channel, output);
            if (bits.MessageType == 24 && bits.Unsigned(38, 2) == 0)
            {
                halves[bits.Mmsi] = Plain(bits, sentence.Channel);
            }

            if (output.WrittenCount > 0)
            {
                var message = new GpsdMessage(System.Text.Encoding.UTF8.GetString(output.WrittenSpan));
                var isJoined = message.Type == 24 && message["part"] is null;
                printed.Add(new OurJson(
                    message, (isJoined ? halves[bits.Mmsi] : "") + Plain(bits, sentence.Channel), sentence.Count > 1,
                    bits.Count, (char)sentence.Channel, Bytes.Text(line), Bytes.Text(lineBefore)));
            }
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
