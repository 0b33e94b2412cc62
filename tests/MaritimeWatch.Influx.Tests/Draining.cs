using MaritimeWatch.Influx.Spill;

namespace MaritimeWatch.Influx.Tests;

/// <summary>Taking what waits, as a writer whose server takes everything.</summary>
internal static class Draining
{
    /// <summary>All that can be read, in the order in which it goes.</summary>
    public static List<int> DrainAll(this SpillFolder spill)
    {
        var all = new List<int>();
        while (spill.Oldest() is { } piece)
        {
            all.AddRange(piece.Batches.SelectMany(batch => Lines.NumbersOf(Lines.TextOf(batch))));
            spill.Done(piece);
        }

        return all;
    }
}
