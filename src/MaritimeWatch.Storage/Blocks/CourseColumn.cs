namespace MaritimeWatch.Storage.Blocks;

/// <summary>Course over ground: as before, or turned as the ship has turned, or where she heads.</summary>
/// <param name="courses">In 1/10 degree.</param>
/// <param name="headings">In degrees; told before.</param>
/// <param name="traits">Which positions have one.</param>
internal readonly struct CourseColumn(int[] courses, int[] headings, ushort[] traits) : IGuessedColumn
{
    public int Ways => 3;

    public int Circle => 3_600;

    public long Step => 1;

    public long this[int index]
    {
        get => courses[index];
        set => courses[index] = (int)value;
    }

    public bool Has(int index) => (traits[index] & PositionTraits.Course) != 0;

    public long Guess(int way, int index) => (way, index) switch
    {
        (0 or 1, 0) => 0,
        (0, _) => courses[index - 1],
        (1, _) => courses[index - 1] + ((headings[index] - headings[index - 1]) * 10),
        _ => headings[index] * 10,
    };
}
