using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MaritimeWatch.Ais.Csv;

/// <summary>One row of a block: where its fields begin and end, offsets in the block, the quotes around a field left out.</summary>
/// <param name="block">The block it is part of.</param>
/// <param name="starts">Start of each field, less <paramref name="startBias"/>.</param>
/// <param name="startBias">What is added to a start: 1 where the ends of the fields before stand for it.</param>
/// <param name="ends">End of each field.</param>
internal readonly ref struct CsvRow(ReadOnlySpan<byte> block, ref int starts, int startBias, ref int ends)
{
    private readonly ref int starts = ref starts;
    private readonly ref int ends = ref ends;

    /// <summary>The block the row is part of.</summary>
    public ReadOnlySpan<byte> Block { get; } = block;

    /// <summary>Offset of a field's first byte; the field must exist.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Start(int field) => Unsafe.Add(ref starts, field) + startBias;

    /// <summary>Offset behind a field's last byte; the field must exist.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int End(int field) => Unsafe.Add(ref ends, field);

    /// <summary>The bytes of a field; empty for a column that is absent.</summary>
    public ReadOnlySpan<byte> Field(int field) => field == CsvHeader.Absent ? [] : Block[Start(field)..End(field)];
}
