using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MaritimeWatch.Ais;

/// <summary>A fast 64-bit hash of a few dozen bytes: multiply and fold, sixteen bytes a step. The same on every machine and run.</summary>
internal static class ByteHash
{
    private const ulong First = 0xA076_1D64_78BD_642F;
    private const ulong Second = 0xE703_7ED1_A0B4_28DB;

    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed)
    {
        var hash = seed ^ First;
        var rest = bytes.Length;
        ref var next = ref MemoryMarshal.GetReference(bytes);
        while (rest >= 16)
        {
            hash = Fold(Unsafe.ReadUnaligned<ulong>(ref next) ^ First, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref next, 8)) ^ hash);
            next = ref Unsafe.Add(ref next, 16);
            rest -= 16;
        }

        ulong low = 0;
        ulong high = 0;
        if (rest >= 8)
        {
            low = Unsafe.ReadUnaligned<ulong>(ref next);
            high = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref next, rest - 8));
        }
        else if (rest >= 4)
        {
            low = Unsafe.ReadUnaligned<uint>(ref next);
            high = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref next, rest - 4));
        }
        else if (rest > 0)
        {
            low = (uint)(next | (Unsafe.Add(ref next, rest >> 1) << 8) | (Unsafe.Add(ref next, rest - 1) << 16));
        }

        return Fold(Fold(low ^ Second, high ^ hash), (ulong)bytes.Length ^ Second);
    }

    /// <summary>One step of a hash over whole words.</summary>
    public static ulong Mix(ulong word, ulong hash) => Fold(word ^ First, hash ^ Second);

    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }
}
