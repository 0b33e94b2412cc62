using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Crossings;

/// <summary>The last positions of every vessel in a watch: where she came from in the next one.</summary>
internal sealed class TrackTails
{
    // Of two hulls under one MMSI, and some false places between them, both are among so many.
    private const int Longest = 16;

    private Dictionary<uint, PositionReport[]> last = [];
    private Dictionary<uint, PositionReport[]> present = [];

    /// <summary>What came just before; empty where she was not heard in the watch before.</summary>
    public ReadOnlySpan<PositionReport> Before(Mmsi mmsi) => last.TryGetValue(mmsi.Value, out var found) ? found : default;

    /// <summary>Takes what she sent in the present watch.</summary>
    public void Note(Mmsi mmsi, ReadOnlySpan<PositionReport> positions) => present[mmsi.Value] = positions[^Math.Min(Longest, positions.Length)..].ToArray();

    /// <summary>The present watch has ended.</summary>
    public void NextWatch()
    {
        (last, present) = (present, last);
        present.Clear();
    }
}
