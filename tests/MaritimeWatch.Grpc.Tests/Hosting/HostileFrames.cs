using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;
using MaritimeWatch.Grpc.Tests.Interop.V1;
using MaritimeWatch.Grpc.Wire;

namespace MaritimeWatch.Grpc.Tests.Hosting;

/// <summary>Bodies of requests that are good, and what can be wrong with them.</summary>
internal static class HostileFrames
{
    private const int MaxChanges = 5;
    private const int PrefixBytes = 5;

    /// <summary>The limit on a message in these tests, which is the server's own default.</summary>
    public const int Limit = 4 * 1024 * 1024;

    /// <summary>8 MiB of zeros in 8 KiB of gzip: 1 to 1000.</summary>
    public static byte[] Bomb { get; } = Frame(1, MessageEncoding.Compress(new byte[2 * Limit]));

    /// <summary>The same, saying in its last four bytes that it unpacks to one (RFC 1952, ISIZE).</summary>
    public static byte[] LyingBomb { get; } = [.. Bomb[..^4], 1, 0, 0, 0];

    private static readonly uint[] Lengths = [0, 1, Limit, Limit + 1, int.MaxValue, 0x8000_0000, uint.MaxValue];

    /// <summary>A message that parses, of any size up to some KiB.</summary>
    public static SimpleRequest Message(Random random)
    {
        var body = new byte[random.Next(8) == 0 ? random.Next(5000) : random.Next(60)];
        random.NextBytes(body);
        return new SimpleRequest
        {
            ResponseSize = random.Next(),
            Payload = new Payload { Type = random.Next(3), Body = ByteString.CopyFrom(body) },
            ResponseStatus = random.Next(3) == 0 ? null : new EchoStatus { Code = random.Next(-1, 20), Message = random.Next(2) == 0 ? "før ☺" : string.Empty },
        };
    }

    /// <summary>One message with its prefix.</summary>
    public static byte[] Framed(IMessage message, bool isCompressed)
    {
        var frame = new ArrayBufferWriter<byte>();
        MessageFrame.Write(frame, message, isCompressed);
        return frame.WrittenSpan.ToArray();
    }

    /// <summary>Any bytes with a prefix.</summary>
    public static byte[] Frame(byte flag, byte[] content)
    {
        var frame = new byte[PrefixBytes + content.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), content.Length);
        content.CopyTo(frame, PrefixBytes);
        return frame;
    }

    /// <summary>A message whose text is not UTF-8: <c>response_status.message</c>, field 7.2.</summary>
    public static byte[] BadText(Random random)
    {
        byte[][] bad = [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe2, 0x82], [(byte)'a', 0xfe]];
        var text = bad[random.Next(bad.Length)];
        return Frame(0, [0x3a, (byte)(text.Length + 2), 0x12, (byte)text.Length, .. text]);
    }

    /// <summary>Fields that no version of the message has, of every wire type.</summary>
    public static byte[] UnknownFields(Random random)
    {
        var fields = new MemoryStream();
        using (var output = new CodedOutputStream(fields, leaveOpen: true))
        {
            for (var count = random.Next(1, 20); count > 0; count--)
            {
                var number = random.Next(1000, 500_000_000);
                output.WriteTag(number, WireFormat.WireType.Varint);
                output.WriteUInt64((ulong)random.NextInt64());
                output.WriteTag(number, WireFormat.WireType.LengthDelimited);
                output.WriteString(new string('x', random.Next(200)));
                output.WriteTag(number, WireFormat.WireType.Fixed32);
                output.WriteFixed32((uint)random.Next());
                output.WriteTag(number, WireFormat.WireType.StartGroup);
                output.WriteTag(number, WireFormat.WireType.EndGroup);
            }
        }

        return Frame(0, fields.ToArray());
    }

    /// <summary>Some messages, packed and not, and then changed: bits, cuts, doublings, false lengths and flags.</summary>
    public static byte[] Changed(Random random)
    {
        var body = new List<byte>();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            body.AddRange(random.Next(12) switch
            {
                0 => BadText(random),
                1 => UnknownFields(random),
                2 => Encoding.UTF8.GetBytes("POST / HTTP/1.1\r\n\r\n"),
                _ => Framed(Message(random), isCompressed: random.Next(3) == 0),
            });
        }

        for (var change = random.Next(MaxChanges); change > 0 && body.Count > PrefixBytes; change--)
        {
            var at = random.Next(body.Count);
            var count = random.Next(1, Math.Min(40, body.Count - at) + 1);
            switch (random.Next(7))
            {
                case 0:
                    body[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    body.RemoveRange(at, count);
                    break;
                case 2:
                    body.InsertRange(at, body.GetRange(at, count));
                    break;
                case 3:
                    body.RemoveRange(at, body.Count - at);
                    break;
                case 4:
                    body[0] = (byte)random.Next(4);
                    break;
                case 5:
                    var length = new byte[4];
                    BinaryPrimitives.WriteUInt32BigEndian(length, Lengths[random.Next(Lengths.Length)]);
                    body.RemoveRange(1, 4);
                    body.InsertRange(1, length);
                    break;
                default:
                    body[at] = 0xff;
                    break;
            }
        }

        return [.. body];
    }
}
