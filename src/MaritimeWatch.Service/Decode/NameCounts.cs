using System.Text;

namespace MaritimeWatch.Service.Decode;

/// <summary>How often each name occurred. Names come from the wire, so only so many different ones are kept; the rest is one number.</summary>
internal sealed class NameCounts(int mostNames)
{
    private const int MostCharacters = 40;

    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);

    /// <summary>The names, the most frequent first, those of the same count by the alphabet.</summary>
    public IEnumerable<(string Name, long Count)> MostFrequentFirst =>
        counts.Select(entry => (entry.Key, entry.Value)).OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal);

    /// <summary>How often names occurred that came when there was no room for more.</summary>
    public long Others { get; private set; }

    /// <summary>Counts a name; characters that a terminal might obey are replaced.</summary>
    public void Count(ReadOnlySpan<byte> name)
    {
        name = name[..Math.Min(name.Length, MostCharacters)];
        Span<char> text = stackalloc char[MostCharacters];
        Encoding.Latin1.GetChars(name, text);
        text = text[..name.Length];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = text[i] is >= ' ' and <= '~' ? text[i] : '.';
        }

        var known = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(text, out var count))
        {
            known[text] = count + 1;
        }
        else if (counts.Count < mostNames)
        {
            known[text] = 1;
        }
        else
        {
            Others++;
        }
    }
}
