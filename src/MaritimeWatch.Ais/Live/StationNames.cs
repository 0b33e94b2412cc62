namespace MaritimeWatch.Ais.Live;

/// <summary>Names of stations as texts, each made once. Few stations send through one feed; a feed that invents them costs no memory beyond a bound.</summary>
internal sealed class StationNames
{
    private const int MostKnown = 256;
    private const int MaxBytes = 64;

    private readonly Dictionary<ulong, string> known = [];

    /// <summary>The station as a text; null for none, and for what is no name: longer than 64 bytes, or not printable.</summary>
    public string? Of(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || name.Length > MaxBytes)
        {
            return null;
        }

        var hash = ByteHash.Of(name, 0);
        if (known.TryGetValue(hash, out var text))
        {
            return text;
        }

        if (name.IndexOfAnyExceptInRange((byte)' ', (byte)'~') >= 0)
        {
            return null;
        }

        if (known.Count == MostKnown)
        {
            known.Clear();
        }

        return known[hash] = System.Text.Encoding.ASCII.GetString(name);
    }
}
