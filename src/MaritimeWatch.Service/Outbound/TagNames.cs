using MaritimeWatch.Ais.Encoding;

namespace MaritimeWatch.Service.Outbound;

/// <summary>Names of stations as they fit a TAG block: 15 visible ASCII characters that mean nothing there. Of one thread.</summary>
internal sealed class TagNames
{
    private const int Longest = 15;
    private const int MostKnown = 4_096;

    private readonly Dictionary<string, string?> known = new(StringComparer.Ordinal);

    /// <summary>The name, cut, and with an underscore for what has no place there; null for none, and where nothing of it is left.</summary>
    public string? Of(string? station)
    {
        if (station is null)
        {
            return null;
        }

        if (known.TryGetValue(station, out var name))
        {
            return name;
        }

        if (known.Count == MostKnown)
        {
            known.Clear();
        }

        name = string.Concat(station.Trim().Take(Longest).Select(letter => AisEncoder.FitsTagBlock(letter.ToString()) ? letter : '_')).Trim();
        return known[station] = name.Length > 0 && name.Any(char.IsAsciiLetterOrDigit) ? name : null;
    }
}
