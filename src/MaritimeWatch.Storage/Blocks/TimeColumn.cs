namespace MaritimeWatch.Storage.Blocks;

/// <summary>Times: after the usual gap, or after the same gap as before.</summary>
/// <param name="times">Unix seconds, never falling.</param>
/// <param name="usualGap">In seconds; told before.</param>
internal readonly struct TimeColumn(long[] times, int usualGap) : IGuessedColumn
{
    public int Ways => 2;

    public int Circle => 0;

    public long Step => 1;

    public long this[int index]
    {
        get => times[index];
        set => times[index] = value;
    }

    public bool Has(int index) => true;

    public long Guess(int way, int index) => index switch
    {
        0 => 0,
        1 => times[0] + usualGap,
        _ => times[index - 1] + (way == 0 ? usualGap : times[index - 1] - times[index - 2]),
    };
}
