using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Influx;

/// <summary>When what a vessel says was last written in full: between, its digest is enough. Of one thread.</summary>
internal sealed class WordMemory
{
    /// <summary>A word stands in full at most so long before each time that it was heard. Seconds: a watch.</summary>
    public const long LongestInBrief = 6 * 3600;

    /// <summary>Beyond so many words, those known are forgotten, and written in full once more.</summary>
    private const int MostRemembered = 200_000;

    private readonly Dictionary<(StaticReport Said, StationClass Class), (long Digest, long FullAt)> words = [];

    /// <summary>The digest of a word heard at a second, and whether it is to be written in full.</summary>
    public (long Digest, bool InFull) Note(StaticReport said, StationClass stationClass, long unixSeconds)
    {
        if (words.TryGetValue((said, stationClass), out var known) && unixSeconds >= known.FullAt && unixSeconds - known.FullAt < LongestInBrief)
        {
            return (known.Digest, false);
        }

        if (words.Count >= MostRemembered)
        {
            words.Clear();
        }

        // Not negative: InfluxQL has no way to compare with the smallest number.
        var digest = known.Digest != 0 ? known.Digest : SqliteStaticWriter.Hash(said, stationClass) & long.MaxValue;
        words[(said, stationClass)] = (digest, unixSeconds);
        return (digest, true);
    }

    /// <summary>Forgets everything: something may not have been stored.</summary>
    public void Clear() => words.Clear();
}
