namespace MaritimeWatch.Detection.Locating;

/// <summary>Crossings of one leg in the caller's span, in the order sailed, ties by id.</summary>
internal ref struct CrossingsInOrder(Span<AssetCrossing> results, double legDegrees)
{
    // A ten-thousandth of a metre: a vertex of the line that only touches the leg is met by both its legs.
    private readonly double same = 1e-9 / Math.Max(legDegrees, 1e-9);
    private readonly Span<AssetCrossing> results = results;

    /// <summary>Entries filled.</summary>
    public int Count { get; private set; }

    /// <summary>Takes one crossing; the same place on the same asset counts once.</summary>
    public void Add(in AssetCrossing crossing)
    {
        for (var i = 0; i < Count; i++)
        {
            if (ReferenceEquals(results[i].Asset, crossing.Asset) && Math.Abs(results[i].Fraction - crossing.Fraction) < same)
            {
                return;
            }
        }

        if (Count == results.Length)
        {
            if (Count == 0 || !IsBefore(crossing, results[Count - 1]))
            {
                return;
            }

            Count--;
        }

        var place = Count++;
        for (; place > 0 && IsBefore(crossing, results[place - 1]); place--)
        {
            results[place] = results[place - 1];
        }

        results[place] = crossing;
    }

    private static bool IsBefore(in AssetCrossing crossing, in AssetCrossing other) =>
        crossing.Fraction < other.Fraction
        || (crossing.Fraction == other.Fraction && string.CompareOrdinal(crossing.Asset.Id, other.Asset.Id) < 0);
}
