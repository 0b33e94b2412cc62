namespace MaritimeWatch.Service.Gateway;

/// <summary>A number for each source, and for each station that a source tells of, small enough to be kept with each transmission. Called by any thread.</summary>
internal sealed class SourceNumbers
{
    private readonly Lock gate = new();
    private readonly SourceRuntime?[] sources = new SourceRuntime?[ushort.MaxValue + 1];

    // Of a station: the number of its source, and its name; of a source its own number, and none.
    private readonly ushort[] owners = new ushort[ushort.MaxValue + 1];
    private readonly string?[] stations = new string?[ushort.MaxValue + 1];
    private ushort last;

    /// <summary>Gives a source a number, 1 to 65,535; where all are taken, the oldest again.</summary>
    public ushort Give(SourceRuntime source)
    {
        lock (gate)
        {
            var number = Free() is > 0 and var free ? free : last = last == ushort.MaxValue ? (ushort)1 : (ushort)(last + 1);
            (sources[number], stations[number], owners[number]) = (source, null, number);
            return number;
        }
    }

    /// <summary>Gives a station of a source a number; the source's own where all are taken.</summary>
    public ushort Give(ushort source, string station)
    {
        lock (gate)
        {
            if (Free() is not (> 0 and var number))
            {
                return source;
            }

            (stations[number], owners[number]) = (station, source);
            return number;
        }
    }

    /// <summary>Gives the number of one source to the one that takes its place.</summary>
    public ushort Pass(ushort number, SourceRuntime source)
    {
        Volatile.Write(ref sources[number], source);
        return number;
    }

    /// <summary>The number of the source that a number belongs to; its own where it is a source's.</summary>
    public ushort SourceOf(ushort number) => Volatile.Read(ref owners[number]) is > 0 and var owner ? owner : number;

    /// <summary>Who has a number: the source, and the station where it is one's; null for nobody.</summary>
    public (SourceRuntime? Source, string? Station) Find(ushort number) => (Volatile.Read(ref sources[SourceOf(number)]), Volatile.Read(ref stations[number]));

    /// <summary>The source is gone, and its stations with it.</summary>
    public void Forget(ushort source)
    {
        lock (gate)
        {
            for (var number = 1; number <= ushort.MaxValue; number++)
            {
                if (owners[number] == source)
                {
                    (owners[number], stations[number]) = (0, null);
                }
            }

            sources[source] = null;
        }
    }

    /// <summary>The next number that nobody has, so that what is remembered of one that is gone is not soon taken for another's; 0 where there is none.</summary>
    private ushort Free()
    {
        for (var tried = 0; tried < ushort.MaxValue; tried++)
        {
            last = last == ushort.MaxValue ? (ushort)1 : (ushort)(last + 1);
            if (owners[last] == 0)
            {
                return last;
            }
        }

        return 0;
    }
}
