using System.Buffers.Binary;

namespace MaritimeWatch.Grpc.Tests.Hosting;

/// <summary>A frame of HTTP/2 (RFC 9113, section 4.1).</summary>
internal readonly record struct RawFrame(byte Type, byte Flags, int Stream, byte[] Payload)
{
    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Reset = 3;
    public const byte Settings = 4;
    public const byte Ping = 6;
    public const byte GoAway = 7;
    public const byte WindowUpdate = 8;

    public const byte EndStream = 0x1;
    public const byte Acknowledged = 0x1;
    public const byte EndHeaders = 0x4;

    public const int PrefixBytes = 9;

    public bool EndsStream => Type == Reset || (Type is Data or Headers && (Flags & EndStream) != 0);

    public byte[] Bytes()
    {
        var bytes = new byte[PrefixBytes + Payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, (Payload.Length << 8) | Type);
        bytes[4] = Flags;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(5), Stream);
        Payload.CopyTo(bytes, PrefixBytes);
        return bytes;
    }
}
