using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Tests;

/// <summary>A message written bit by bit, as the tables of ITU-R M.1371-5 give it; independent of the encoder under test.</summary>
internal sealed class BitString
{
    private readonly List<bool> bits = [];

    public int Count => bits.Count;

    public static BitString Of(int type, uint mmsi) => new BitString().Put(type, 6).Put(0, 2).Put((int)mmsi, 30);

    public BitString Put(int value, int length)
    {
        for (var bit = length - 1; bit >= 0; bit--)
        {
            bits.Add(((value >> bit) & 1) == 1);
        }

        return this;
    }

    public BitString Put(string text, int characters)
    {
        foreach (var character in text.PadRight(characters, '@'))
        {
            Put(character >= '@' ? character - '@' : character, 6);
        }

        return this;
    }

    public BitString PadTo(int length) => length > Count ? Put(0, length - Count) : this;

    public string Payload(out int fillBits)
    {
        fillBits = (6 - (Count % 6)) % 6;
        var padded = bits.Concat(Enumerable.Repeat(false, fillBits)).ToArray();
        return string.Concat(Enumerable.Range(0, padded.Length / 6).Select(index =>
        {
            var value = 0;
            for (var bit = 0; bit < 6; bit++)
            {
                value = (value << 1) | (padded[(index * 6) + bit] ? 1 : 0);
            }

            return (char)(value < 40 ? value + 48 : value + 56);
        }));
    }

    public string Sentence(char channel = 'A')
    {
        var payload = Payload(out var fillBits);
        return WithChecksum($"!AIVDM,1,1,,{channel},{payload},{fillBits}");
    }

    /// <summary>As many sentences as the message takes, 56 characters of payload each.</summary>
    public IEnumerable<string> Sentences(char channel = 'A', int identifier = 1)
    {
        var payload = Payload(out var fillBits);
        var parts = payload.Chunk(56).Select(part => new string(part)).ToList();
        return parts.Count < 2
            ? [Sentence(channel)]
            : parts.Select((part, index) => WithChecksum(
                $"!AIVDM,{parts.Count},{index + 1},{identifier},{channel},{part},{(index == parts.Count - 1 ? fillBits : 0)}"));
    }

    public static string WithChecksum(string sentence) => $"{sentence}*{sentence.Skip(1).Aggregate(0, (sum, character) => sum ^ character):X2}";

    public static string Tag(string text) => $"\\{text}*{text.Aggregate(0, (sum, character) => sum ^ character):X2}\\";

    /// <summary>The bits as the decoder gets them.</summary>
    public PayloadBits Decoded()
    {
        var buffer = new PayloadBuffer();
        Assert.True(buffer.TryAppend(Bytes.Of(Payload(out var fillBits)), fillBits));
        Assert.Equal(Count, buffer.Bits.Count);
        return buffer.Bits;
    }
}
