namespace MaritimeWatch.Storage.Blocks;

/// <summary>A measured value that is mostly what it was: speed, heading, rate of turn.</summary>
/// <param name="values">The values.</param>
/// <param name="traits">Which positions have one.</param>
/// <param name="has">By its trait.</param>
/// <param name="circle">The number of values where they run in a circle, else 0.</param>
internal readonly struct ScalarColumn(int[] values, ushort[] traits, ushort has, int circle) : IGuessedColumn
{
    public int Ways => 2;

    public int Circle => circle;

    public long Step => 1;

    public long this[int index]
    {
        get => values[index];
        set => values[index] = (int)value;
    }

    public bool Has(int index) => (traits[index] & has) != 0;

    /// <summary>The one before, or none at all.</summary>
    public long Guess(int way, int index) => way == 0 && index > 0 ? values[index - 1] : 0;
}
