namespace MaritimeWatch.Ais.Nmea;

/// <summary>Which of the lines of a group one line is.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Total">How many lines the group has.</param>
/// <param name="Id">The identifier that they share; every source counts its own.</param>
public readonly record struct TagGroup(int Number, int Total, long Id)
{
    /// <summary>Reads <c>1-2-1234</c>.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> value, out TagGroup group)
    {
        group = default;
        var first = value.IndexOf((byte)'-');
        var last = value.LastIndexOf((byte)'-');
        return first > 0 && last > first && TryMake(value[..first], value[(first + 1)..last], value[(last + 1)..], out group);
    }

    /// <summary>Reads a whole field <c>1G2:1234</c>.</summary>
    internal static bool TryReadOlder(ReadOnlySpan<byte> field, out TagGroup group)
    {
        group = default;
        var letter = field.IndexOf((byte)'G');
        var colon = field.IndexOf((byte)':');
        return letter > 0 && colon > letter && TryMake(field[..letter], field[(letter + 1)..colon], field[(colon + 1)..], out group);
    }

    private static bool TryMake(ReadOnlySpan<byte> number, ReadOnlySpan<byte> total, ReadOnlySpan<byte> id, out TagGroup group)
    {
        group = default;
        if (number.Length > 3 || total.Length > 3
            || TagBlock.Number(number) is not { } place || TagBlock.Number(total) is not { } count || TagBlock.Number(id) is not { } identifier
            || place == 0 || place > count)
        {
            return false;
        }

        group = new TagGroup((int)place, (int)count, identifier);
        return true;
    }
}
