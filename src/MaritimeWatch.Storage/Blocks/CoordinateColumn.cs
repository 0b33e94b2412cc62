namespace MaritimeWatch.Storage.Blocks;

/// <summary>Latitude or longitude: as before, or as far on as before, or by dead reckoning.</summary>
/// <param name="values">In 1/600,000 degree.</param>
/// <param name="times">Unix seconds; told before.</param>
/// <param name="pace">How fast it changes, in 1/10 knot with <see cref="FixedPointCourse.FractionBits"/> behind the point; told before. 0 where it is not known.</param>
/// <param name="stretch">By how much a minute of it is shorter than a nautical mile, with 8 bits behind the point: 256 for latitudes.</param>
/// <param name="step">All differences are multiples of it; told before.</param>
internal readonly struct CoordinateColumn(int[] values, long[] times, long[] pace, int stretch, int step) : IGuessedColumn
{
    /// <summary>Nobody is thought to go straight on for longer.</summary>
    private const long MostSeconds = 3_600;

    public int Ways => 4;

    public int Circle => 0;

    public long Step => step;

    public long this[int index]
    {
        get => values[index];
        set => values[index] = (int)value;
    }

    public bool Has(int index) => true;

    public long Guess(int way, int index)
    {
        if (index == 0)
        {
            return 0;
        }

        var before = values[index - 1];
        var change = way switch
        {
            0 => 0,
            1 => index < 2 ? 0 : Going(index),
            2 => Reckoned(pace[index - 1] + pace[index], index),
            _ => Reckoned(pace[index] * 2, index),
        };
        return before + (step == 1 ? change : change / step * step);
    }

    private long Going(int index)
    {
        var seconds = times[index - 1] - times[index - 2];
        return seconds <= 0 ? 0 : ((long)values[index - 1] - values[index - 2]) * Math.Min(times[index] - times[index - 1], MostSeconds) / seconds;
    }

    /// <summary>A knot is 10,000 units of latitude an hour: a tenth of one, over a second, 10/36 of a unit.</summary>
    private long Reckoned(long twicePace, int index)
    {
        var seconds = Math.Clamp(times[index] - times[index - 1], 0, MostSeconds);
        return (twicePace * seconds * 10 / 72 * stretch) >> (FixedPointCourse.FractionBits + 8);
    }
}
