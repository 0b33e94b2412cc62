namespace MaritimeWatch.Service.Gateway.Merging;

/// <summary>The sources that heard one transmission, the first at the front; at most eight are kept, in 16 bytes.</summary>
internal struct HeardBy
{
    /// <summary>Kept at most.</summary>
    public const int Most = 8;

    private ulong front;
    private ulong back;

    /// <summary>How many are kept.</summary>
    public int Count { get; private set; }

    /// <summary>The number of one of them.</summary>
    public readonly ushort this[int place] => (ushort)((place < 4 ? front : back) >> (16 * (place & 3)));

    /// <summary>Whether a source is among those kept.</summary>
    public readonly bool Has(ushort source)
    {
        for (var place = 0; place < Count; place++)
        {
            if (this[place] == source)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds a source that is not there yet, where there is room.</summary>
    public void Add(ushort source)
    {
        if (Count == Most)
        {
            return;
        }

        if (Count < 4)
        {
            front |= (ulong)source << (16 * Count);
        }
        else
        {
            back |= (ulong)source << (16 * (Count - 4));
        }

        Count++;
    }
}
