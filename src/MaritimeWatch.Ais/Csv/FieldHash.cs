using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MaritimeWatch.Ais.Csv;

/// <summary>A fast 64-bit hash of neighbouring fields: multiply and shift, sixteen bytes a step, no branch on the last few bytes. The same on every machine and run.</summary>
internal static class FieldHash
{
    private const ulong First = 0xA076_1D64_78BD_642F;
    private const ulong Second = 0xE703_7ED1_A0B4_28DB;
    private const ulong Third = 0x8EBC_6AF0_9C88_C6E3;
    private const int Step = 16;

    /// <summary>The hash of a piece of the block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="start">Offset of the piece.</param>
    /// <param name="end">Offset of its end.</param>
    /// <param name="seed">Hash of what came before it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ReadOnlySpan<byte> block, int start, int end, ulong seed)
    {
        ref var bytes = ref MemoryMarshal.GetReference(block);
        var length = end - start;
        if (end < Step)
        {
            return OfFirst(block[start..end], seed);
        }

        // Two lanes, so that one word need not wait for the other. The last sixteen bytes overlap those before them; of a shorter piece,
        // what stands before it is masked off.
        var even = seed + ((ulong)length * Second);
        var odd = seed ^ First;
        for (; start < end - Step; start += Step)
        {
            even = (even ^ Mixed(Load(ref bytes, start))) * First;
            odd = (odd ^ Mixed(Load(ref bytes, start + 8))) * Third;
        }

        even = (even ^ Mixed(Load(ref bytes, end - 16) & Last(Math.Clamp(length - 8, 0, 8)))) * First;
        odd = (odd ^ Mixed(Load(ref bytes, end - 8) & Last(Math.Min(length, 8)))) * Third;
        return Mixed(even ^ BitOperations.RotateLeft(odd, 32));
    }

    /// <summary>The same for a piece so near the beginning of the block that sixteen bytes before its end would be outside.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong OfFirst(ReadOnlySpan<byte> piece, ulong seed)
    {
        Span<byte> padded = stackalloc byte[Step];
        padded.Clear();
        piece.CopyTo(padded[^piece.Length..]);
        return Of(padded, Step - piece.Length, Step, seed);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Load(ref byte bytes, int at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, at));

    /// <summary>The last 0 to 8 characters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Last(int length) => length == 0 ? 0 : ulong.MaxValue << (64 - (8 * length));

    /// <summary>Every bit of a word moved into the lower half too; different words stay different.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mixed(ulong word)
    {
        word *= Second;
        return word ^ (word >> 32);
    }
}
