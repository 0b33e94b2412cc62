using System.Text;

namespace MaritimeWatch.Grpc.Tests.Hosting;

/// <summary>Header blocks of HTTP/2 (RFC 7541) without Huffman code and without the dynamic table, which <see cref="RawConnection"/> switches off.</summary>
internal static class RawHeaders
{
    private static readonly string[] StaticStatuses = ["200", "204", "206", "304", "400", "404", "500"];

    /// <summary>The headers of a call as clients send them.</summary>
    public static List<(string Name, byte[] Value)> OfCall(string path) =>
    [
        (":method", "POST"u8.ToArray()), (":scheme", "http"u8.ToArray()), (":path", Encoding.UTF8.GetBytes(path)), (":authority", "localhost"u8.ToArray()),
        ("content-type", "application/grpc"u8.ToArray()), ("te", "trailers"u8.ToArray()),
    ];

    public static byte[] Encode(IEnumerable<(string Name, byte[] Value)> headers)
    {
        var block = new List<byte>();
        foreach (var (name, value) in headers)
        {
            block.Add(0); // A literal with its name, not to be remembered.
            Append(Encoding.Latin1.GetBytes(name));
            Append(value);
        }

        return [.. block];

        void Append(byte[] octets)
        {
            block.AddRange(Integer(octets.Length));
            block.AddRange(octets);
        }
    }

    /// <summary>Names and values; a name out of the static table, other than <c>:status</c>, is its number.</summary>
    public static List<(string Name, string Value)> Decode(byte[] block)
    {
        var headers = new List<(string, string)>();
        var at = 0;
        while (at < block.Length)
        {
            var first = block[at];
            if ((first & 0x80) != 0)
            {
                var index = ReadInteger(7);
                headers.Add(index is >= 8 and <= 14 ? (":status", StaticStatuses[index - 8]) : ($"#{index}", string.Empty));
            }
            else if ((first & 0xe0) == 0x20)
            {
                ReadInteger(5);
            }
            else
            {
                var index = ReadInteger((first & 0xc0) == 0x40 ? 6 : 4);
                var name = index switch
                {
                    0 => ReadText(),
                    >= 8 and <= 14 => ":status",
                    _ => $"#{index}",
                };
                headers.Add((name, ReadText()));
            }
        }

        return headers;

        string ReadText()
        {
            Assert.Equal(0, block[at] & 0x80);
            var length = ReadInteger(7);
            at += length;
            return Encoding.UTF8.GetString(block, at - length, length);
        }

        int ReadInteger(int bits)
        {
            var limit = (1 << bits) - 1;
            var value = block[at++] & limit;
            if (value < limit)
            {
                return value;
            }

            for (var shift = 0; ; shift += 7)
            {
                var next = block[at++];
                value += (next & 0x7f) << shift;
                if ((next & 0x80) == 0)
                {
                    return value;
                }
            }
        }
    }

    private static IEnumerable<byte> Integer(int value)
    {
        const int limit = 127;
        if (value < limit)
        {
            yield return (byte)value;
            yield break;
        }

        yield return limit;
        for (value -= limit; value >= 0x80; value >>= 7)
        {
            yield return (byte)((value & 0x7f) | 0x80);
        }

        yield return (byte)value;
    }
}
