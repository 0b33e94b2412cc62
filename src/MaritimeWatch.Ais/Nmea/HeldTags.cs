namespace MaritimeWatch.Ais.Nmea;

/// <summary>The TAG blocks on lines of their own, kept for the sentence to come.</summary>
internal sealed class HeldTags
{
    /// <summary>So much is kept at most; one block has at most 80 characters.</summary>
    private const int MaxBytes = 1_024;

    private readonly byte[] bytes = new byte[MaxBytes];
    private int count;

    public bool IsEmpty => count == 0;

    /// <summary>Adds blocks, divided from the others by a backslash; what does not fit is left out.</summary>
    public void Add(ReadOnlySpan<byte> tags)
    {
        var divider = count > 0 ? 1 : 0;
        if (tags.IsEmpty || count + divider + tags.Length > MaxBytes)
        {
            return;
        }

        bytes[count] = (byte)'\\';
        tags.CopyTo(bytes.AsSpan(count + divider));
        count += divider + tags.Length;
    }

    /// <summary>Everything kept and the last blocks behind it; valid until the next call.</summary>
    public ReadOnlySpan<byte> Take(ReadOnlySpan<byte> last)
    {
        Add(last);
        var all = bytes.AsSpan(0, count);
        count = 0;
        return all;
    }
}
