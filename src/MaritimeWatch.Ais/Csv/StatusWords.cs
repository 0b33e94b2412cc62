using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Csv;

/// <summary>The usual navigational statuses of the Danish files, told apart by their length: one comparison, whichever it is.</summary>
internal sealed class StatusWords
{
    private readonly Vector256<byte>[] words = new Vector256<byte>[Vector256<byte>.Count + 1];
    private readonly Vector256<byte>[] masks = new Vector256<byte>[Vector256<byte>.Count + 1];
    private readonly NavigationalStatus[] statuses = new NavigationalStatus[Vector256<byte>.Count + 1];

    public StatusWords()
    {
        // A length without a word compares with bytes that no text holds.
        Array.Fill(words, Vector256.Create(byte.MaxValue));
        Array.Fill(masks, Vector256.Create(byte.MaxValue));
        Array.Fill(statuses, NavigationalStatus.Undefined);
        Add("", NavigationalStatus.Undefined);
        Add("Moored", NavigationalStatus.Moored);
        Add("Aground", NavigationalStatus.Aground);
        Add("At anchor", NavigationalStatus.AtAnchor);
        Add("Unknown value", NavigationalStatus.Undefined);
        Add("Under way sailing", NavigationalStatus.UnderWaySailing);
        Add("Engaged in fishing", NavigationalStatus.EngagedInFishing);
        Add("Under way using engine", NavigationalStatus.UnderWayUsingEngine);
        Add("Constrained by her draught", NavigationalStatus.ConstrainedByDraught);
        Add("Restricted maneuverability", NavigationalStatus.RestrictedManoeuvrability);
    }

    /// <summary>The status from <paramref name="start"/> to <paramref name="end"/>; false for every other word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(ReadOnlySpan<byte> block, int start, int end, out NavigationalStatus status)
    {
        var length = end - start;
        if (!Vector256.IsHardwareAccelerated || length > Vector256<byte>.Count || start + Vector256<byte>.Count > block.Length)
        {
            status = default;
            return false;
        }

        var text = Vector256.LoadUnsafe(ref Unsafe.Add(ref MemoryMarshal.GetReference(block), start));
        status = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(statuses), length);
        return ((text ^ Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(words), length)) & Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(masks), length)) == Vector256<byte>.Zero;
    }

    private void Add(string word, NavigationalStatus status)
    {
        Span<byte> text = stackalloc byte[Vector256<byte>.Count];
        Span<byte> mask = stackalloc byte[Vector256<byte>.Count];
        text.Clear();
        mask.Clear();
        System.Text.Encoding.ASCII.GetBytes(word, text);
        mask[..word.Length].Fill(byte.MaxValue);
        words[word.Length] = Vector256.Create<byte>(text);
        masks[word.Length] = Vector256.Create<byte>(mask);
        statuses[word.Length] = status;
    }
}
