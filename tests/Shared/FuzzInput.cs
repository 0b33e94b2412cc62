using System.Text;

namespace MaritimeWatch.Tests;

/// <summary>Makes bad input: random bytes, good input cut, spliced and damaged, and the odd things that real files hold.</summary>
internal static class FuzzInput
{
    private const int MaxChanges = 6;

    private static readonly byte[][] CommonWords =
    [
        [0], [0, 0, 0, 0], [0xFF], [0x1A], "\r"u8.ToArray(), "\n"u8.ToArray(), "\r\n"u8.ToArray(), "\n\n"u8.ToArray(), "\""u8.ToArray(), "\"\""u8.ToArray(), "'"u8.ToArray(),
        ","u8.ToArray(), ";"u8.ToArray(), "\t"u8.ToArray(), " "u8.ToArray(), ":"u8.ToArray(), "*"u8.ToArray(), "!"u8.ToArray(), "$"u8.ToArray(), "\\"u8.ToArray(), "#"u8.ToArray(), "-"u8.ToArray(),
        "{"u8.ToArray(), "}"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), "null"u8.ToArray(), "NaN"u8.ToArray(), "Infinity"u8.ToArray(), "1e999"u8.ToArray(), "-0"u8.ToArray(), "0x10"u8.ToArray(),
        "12,5"u8.ToArray(), "1.234.567,8"u8.ToArray(), "99999999999999999999"u8.ToArray(), "-9223372036854775808"u8.ToArray(), "2147483648"u8.ToArray(), "=cmd|'/c calc'!A0"u8.ToArray(),
        "\\u0000"u8.ToArray(), "\\ud800"u8.ToArray(), "\uFEFF"u8.ToArray(), "Ærø ₤ 船"u8.ToArray(), Encoding.Latin1.GetBytes("Ærø Å"), [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82],
        new byte[300], Encoding.ASCII.GetBytes(new string('9', 400)), Encoding.ASCII.GetBytes(new string('A', 5_000)),
    ];

    /// <summary>The next input.</summary>
    public static byte[] Next(IFuzzSeeds seeds, Random random) => random.Next(12) switch
    {
        0 => RandomBytes(random),
        1 => RandomText(random),
        2 => Cut(Spliced(seeds, random), random),
        3 => Spliced(seeds, random),
        4 or 5 => Changed(Changed(Spliced(seeds, random), seeds, random), seeds, random),
        _ => Mended(Changed(Spliced(seeds, random), seeds, random), seeds, random),
    };

    private static byte[] Mended(byte[] input, IFuzzSeeds seeds, Random random) => random.Next(4) == 0 ? input : seeds.Mended(input);

    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(400)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] RandomText(Random random)
    {
        var bytes = new byte[random.Next(400)];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = random.Next(30) == 0 ? (byte)'\n' : (byte)random.Next(' ', 127);
        }

        return bytes;
    }

    private static byte[] Spliced(IFuzzSeeds seeds, Random random)
    {
        var all = new List<byte>();
        for (var count = random.Next(1, 5); count > 0; count--)
        {
            var seed = seeds.Seeds[random.Next(seeds.Seeds.Count)];
            seed = random.Next(3) == 0 ? seeds.Damaged(seed, random) : seed;
            var from = random.Next(8) == 0 ? random.Next(seed.Length) : 0;
            var to = random.Next(8) == 0 ? random.Next(from, seed.Length) : seed.Length;
            all.AddRange(seed.AsSpan(from, to - from));
        }

        return [.. all];
    }

    private static byte[] Cut(byte[] input, Random random) => input[..random.Next(input.Length + 1)];

    private static byte[] Changed(byte[] input, IFuzzSeeds seeds, Random random)
    {
        var bytes = new List<byte>(input);
        for (var change = random.Next(MaxChanges); change > 0 && bytes.Count > 0; change--)
        {
            var at = random.Next(bytes.Count);
            var length = random.Next(1, Math.Min(60, bytes.Count - at) + 1);
            switch (random.Next(9))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes[at] = (byte)random.Next(' ', 127);
                    break;
                case 3:
                    bytes.RemoveRange(at, length);
                    break;
                case 4:
                    bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                    break;
                case 5:
                    bytes.InsertRange(at, CommonWords[random.Next(CommonWords.Length)]);
                    break;
                case 6:
                    bytes.RemoveRange(at, Math.Min(length, 8));
                    bytes.InsertRange(at, CommonWords[random.Next(CommonWords.Length)]);
                    break;
                case 7 when seeds.Words.Count > 0:
                    bytes.InsertRange(at, seeds.Words[random.Next(seeds.Words.Count)]);
                    break;
                default:
                    bytes.Reverse(at, length);
                    break;
            }
        }

        return [.. bytes];
    }
}
