using System.Buffers.Binary;

namespace MaritimeWatch.Detection.Normality;

/// <summary>The fields of a model's bytes one after the other. What is not there, or not in form, makes <see cref="IsBad"/> true and every further field 0.</summary>
internal ref struct ModelFields(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    public bool IsBad { get; private set; }

    /// <summary>How many bytes are left.</summary>
    public readonly int Left => rest.Length;

    public byte Byte() => Take(1) is [var value] ? value : (byte)0;

    public ushort UInt16() => Take(2) is { Length: 2 } field ? BinaryPrimitives.ReadUInt16LittleEndian(field) : (ushort)0;

    public uint UInt32() => Take(4) is { Length: 4 } field ? BinaryPrimitives.ReadUInt32LittleEndian(field) : 0;

    public ulong UInt64() => Take(8) is { Length: 8 } field ? BinaryPrimitives.ReadUInt64LittleEndian(field) : 0;

    /// <summary>A number that must be one.</summary>
    public float Single()
    {
        var value = BitConverter.UInt32BitsToSingle(UInt32());
        return float.IsFinite(value) ? value : Fail();
    }

    /// <summary>A number of two bytes that must be one.</summary>
    public float HalfPrecision()
    {
        var value = (float)BitConverter.UInt16BitsToHalf(UInt16());
        return float.IsFinite(value) ? value : Fail();
    }

    /// <summary>An LEB128 count of at most <paramref name="most"/>.</summary>
    public ulong Count(ulong most = ulong.MaxValue)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                // One form only: a number has no zero bytes at its end, nor bits beyond the 64th.
                var isPlain = (part != 0 || shift == 0) && (shift < 63 || part <= 1);
                return isPlain && value <= most ? value : (ulong)Fail();
            }
        }

        return (ulong)Fail();
    }

    public ReadOnlySpan<byte> Take(int length)
    {
        if (length > rest.Length)
        {
            Fail();
            return [];
        }

        var field = rest[..length];
        rest = rest[length..];
        return field;
    }

    /// <summary>Says that the content is not in form.</summary>
    public int Fail()
    {
        IsBad = true;
        rest = [];
        return 0;
    }
}
