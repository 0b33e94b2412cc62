using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Csv;

/// <summary>The time of a row; remembers the last one, since a second of a national feed holds a hundred rows.</summary>
internal sealed class CsvTimeReader
{
    /// <summary><c>dd/MM/yyyy HH:mm:ss</c>, and ISO 8601 without zone.</summary>
    private const int TimestampBytes = 19;

    private readonly TimestampReader timestamps = new();

    // Two overlapping registers.
    private Vector128<byte> lastStart;
    private ulong lastEnd;
    private Instant last;

    /// <summary>Reads the moment, to the whole second below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(in CsvRow row, int field, out Instant time)
    {
        var start = row.Start(field);
        if (row.End(field) - start == TimestampBytes)
        {
            ref var text = ref Unsafe.Add(ref MemoryMarshal.GetReference(row.Block), start);
            if (Vector128.LoadUnsafe(ref text) == lastStart & Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, TimestampBytes - sizeof(ulong))) == lastEnd)
            {
                time = last;
                return true;
            }
        }

        return TryReadNew(row, field, out time);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadNew(in CsvRow row, int field, out Instant time)
    {
        var text = row.Field(field);
        if (!timestamps.TryRead(text, out time))
        {
            return false;
        }

        if (text.Length == TimestampBytes)
        {
            lastStart = Vector128.Create(text);
            lastEnd = MemoryMarshal.Read<ulong>(text[^sizeof(ulong)..]);
            last = time;
        }

        return true;
    }
}
