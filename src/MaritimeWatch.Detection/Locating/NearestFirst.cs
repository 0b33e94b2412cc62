namespace MaritimeWatch.Detection.Locating;

/// <summary>The nearest things found so far in the caller's span: one entry each, nearest first, ties by id.</summary>
internal ref struct NearestFirst<T>(Span<T> results)
    where T : struct, IRanked
{
    private readonly Span<T> results = results;

    /// <summary>Entries filled.</summary>
    public int Count { get; private set; }

    /// <summary>Takes one distance; of several to one thing the least stays.</summary>
    /// <remarks>Right in any order of calls, also when there are more things than room: an entry only ever gets nearer, so the call
    /// with the final distance of a thing that belongs in the list finds room for it.</remarks>
    public void Add(in T entry)
    {
        var place = IndexOf(entry.ChartedId);
        if (place < Count)
        {
            if (results[place].DistanceMetres <= entry.DistanceMetres)
            {
                return;
            }
        }
        else if (Count < results.Length)
        {
            Count++;
        }
        else if (Count == 0 || !IsBefore(entry, results[Count - 1]))
        {
            return;
        }
        else
        {
            place = Count - 1;
        }

        for (; place > 0 && IsBefore(entry, results[place - 1]); place--)
        {
            results[place] = results[place - 1];
        }

        results[place] = entry;
    }

    private readonly int IndexOf(string id)
    {
        var place = 0;
        while (place < Count && !ReferenceEquals(results[place].ChartedId, id))
        {
            place++;
        }

        return place;
    }

    private static bool IsBefore(in T entry, in T other) =>
        entry.DistanceMetres < other.DistanceMetres
        || (entry.DistanceMetres == other.DistanceMetres && string.CompareOrdinal(entry.ChartedId, other.ChartedId) < 0);
}
