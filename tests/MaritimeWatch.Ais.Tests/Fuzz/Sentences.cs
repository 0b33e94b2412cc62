using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Tests.Fuzz;

/// <summary>Good sentences to begin with, and checksums made to fit again, so that damage gets past the first check.</summary>
internal static class Sentences
{
    private static readonly Instant Start = Instant.FromUtc(2024, 11, 17);

    private static readonly byte[][] ByHand =
    [
        "!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A\r\n"u8.ToArray(),
        "!AIVDM,1,1,,B,91b55wi;hbOS@OdQAC062Ch2089h,0*30,r09STOL1,1272844797\n"u8.ToArray(),
        "$PGHP,1,2014,9,28,16,0,4,684,219,21,992190921,1,14*22\r\n!BSVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*53\r\n"u8.ToArray(),
        "# a comment\n\n"u8.ToArray(),
        "$GPGSV,3,1,11,05,06,024,31,07,08,331,46,08,13,271,39,10,11,152,39*7A\r\n"u8.ToArray(),
        "2024-11-17T00:00:00Z !AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A\r"u8.ToArray(),
        "!AIVDM,1,1,,A,,0*26\r\n"u8.ToArray(),
    ];

    /// <summary>Messages of every type that we can write, with and without TAG blocks, alone and in groups.</summary>
    public static IReadOnlyList<byte[]> Seeds { get; } = [.. ByHand, .. Encoded()];

    /// <summary>Pieces of sentences and TAG blocks, for wrong places.</summary>
    public static IReadOnlyList<byte[]> Words { get; } =
    [
        .. new[]
        {
            "!AIVDM,", "!AIVDO,", "!BSVDM,1,1,,A,", ",0*00", ",5*", "*4A", "*", "\\", "\\g:1-2-1234*", "\\s:r1,c:1731844800*", "c:9999999999999", "1G2:0125", "\\\\", ",,,,,,,,", "2,1,", "9,9,9,", "0,0,",
            "2,2,", ",6*", "wwwwwwwwwwwwwwww", "0000000000000000", "`````", "XYZ[\\]^_", "$PGHP,1,", "$BSALR,", "!AIVDM,9,1,0,A,0,0*2B\n", "!", "!A", "!AIVDM,2,1,123456789012,A,", "55", ";", "H", "K",
        }.Select(word => System.Text.Encoding.ASCII.GetBytes(word)),
    ];

    /// <summary>The sender of <see cref="NextGood"/>; no seed is by it.</summary>
    public static Mmsi NextGoodSender { get; } = new(235_999_999);

    /// <summary>A good sentence by a sender that occurs nowhere else.</summary>
    public static byte[] NextGood { get; } = Encoded(new AisEncoder(new AisEncoderOptions(HasTagBlocks: false)), new ClassAPositionMessage(NextGoodSender) { Position = new GeoPosition(51.25, 2.5), UtcSecond = 1 }, Start);

    /// <summary>Every checksum of a line written anew.</summary>
    public static byte[] Mended(byte[] input)
    {
        var text = (byte[])input.Clone();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is not ((byte)'!' or (byte)'$' or (byte)'\\'))
            {
                continue;
            }

            var sum = 0;
            for (var end = at + 1; end + 2 < text.Length && text[end] is not ((byte)'\n' or (byte)'\r'); end++)
            {
                if (text[end] == '*')
                {
                    System.Text.Encoding.ASCII.GetBytes(sum.ToString("X2", System.Globalization.CultureInfo.InvariantCulture), text.AsSpan(end + 1));
                    at = end + 2;
                    break;
                }

                sum ^= text[end];
            }
        }

        return text;
    }

    private static IEnumerable<byte[]> Encoded()
    {
        AisEncoder[] encoders =
        [
            new(), new(new AisEncoderOptions("BS", Source: "2573310")), new(new AisEncoderOptions(HasTagBlocks: false)), new(new AisEncoderOptions("AN", HasTagBlocks: false, IsOwnShip: true)),
        ];
        var number = 0;
        foreach (var sent in SentMessages.All.SelectMany(entry => entry.Gen.Sample(12, new Rnd(20241117, 19), 100)))
        {
            yield return Encoded(encoders[number % encoders.Length], sent.Message, Start + TimeSpan.FromSeconds(number++));
        }
    }

    private static byte[] Encoded(AisEncoder encoder, IAisMessage message, Instant time)
    {
        var lines = new ArrayBufferWriter<byte>();
        encoder.Write(message, time, lines);
        return lines.WrittenSpan.ToArray();
    }
}
