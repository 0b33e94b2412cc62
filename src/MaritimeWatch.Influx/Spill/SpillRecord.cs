using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace MaritimeWatch.Influx.Spill;

/// <summary>A batch as it lies on the disk: "MWSP", length of the body, points, length of the policy's name, CRC-32C of all that; then the name and the lines. Little-endian.</summary>
internal static class SpillRecord
{
    public const int HeaderBytes = 20;

    /// <summary>A length beyond this is damage: no batch is as large.</summary>
    public const int MostBodyBytes = 256 << 20;

    private const uint Magic = 0x5053574D;

    public static byte[] Write(LineBatch batch)
    {
        var policy = Encoding.UTF8.GetBytes(batch.RetentionPolicy ?? "");
        var record = new byte[HeaderBytes + policy.Length + batch.Lines.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(record, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(4), policy.Length + batch.Lines.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(8), batch.Points);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(12), policy.Length);
        policy.CopyTo(record, HeaderBytes);
        batch.Lines.CopyTo(record.AsMemory(HeaderBytes + policy.Length));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(16), Sum(record.AsSpan(0, 16), record.AsSpan(HeaderBytes)));
        return record;
    }

    /// <summary>How long the record is that begins here, and how many points it claims; null where none can begin.</summary>
    public static (int Bytes, int Points)? Look(ReadOnlySpan<byte> header)
    {
        if (header.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(header) != Magic)
        {
            return null;
        }

        var (body, points, policy) = (BinaryPrimitives.ReadInt32LittleEndian(header[4..]), BinaryPrimitives.ReadInt32LittleEndian(header[8..]), BinaryPrimitives.ReadInt32LittleEndian(header[12..]));
        return body is < 0 or > MostBodyBytes || points < 0 || policy < 0 || policy > body ? null : (HeaderBytes + body, points);
    }

    /// <summary>Whether a whole record is as it was written.</summary>
    public static bool IsSound(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadUInt32LittleEndian(record[16..]) == Sum(record[..16], record[HeaderBytes..]);

    /// <summary>The batch of a sound record.</summary>
    public static LineBatch Read(byte[] record)
    {
        var policy = BinaryPrimitives.ReadInt32LittleEndian(record.AsSpan(12));
        return new LineBatch(
            policy == 0 ? null : Encoding.UTF8.GetString(record, HeaderBytes, policy), record.AsMemory(HeaderBytes + policy), BinaryPrimitives.ReadInt32LittleEndian(record.AsSpan(8)));
    }

    private static uint Sum(ReadOnlySpan<byte> header, ReadOnlySpan<byte> body) => Crc(Crc(uint.MaxValue, header), body) ^ uint.MaxValue;

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes[..(bytes.Length & ~7)]);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var one in bytes[(bytes.Length & ~7)..])
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        return crc;
    }
}
