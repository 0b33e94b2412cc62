namespace MaritimeWatch.Storage.Blocks;

/// <summary>Sine and cosine of courses in whole numbers: the same on every machine, whatever its mathematics library rounds to, for what is decoded has to be what was encoded.</summary>
internal static class FixedPointCourse
{
    /// <summary>Bits behind the point of <see cref="Cosine"/> and <see cref="Sine"/>.</summary>
    public const int FractionBits = 20;

    private const int FullCircle = 3_600;

    /// <summary>π with 60 bits behind the point.</summary>
    private const long Pi = 3_622_009_729_038_561_421;
    private static readonly int[] Cosines = Table();

    /// <param name="course">1/10 degree, 0 to 3,599.</param>
    public static int Cosine(int course) => Cosines[course];

    /// <param name="course">1/10 degree, 0 to 3,599.</param>
    public static int Sine(int course) => Cosines[course >= 900 ? course - 900 : course + 2_700];

    private static int[] Table()
    {
        // c(n+1) = 2·cos(0.1°)·c(n) - c(n-1) with 60 bits behind the point, which leaves an error below 2^-40 at 90°.
        var one = Int128.One << 60;
        var angle = (Int128)Pi / 1_800;
        var square = (angle * angle) >> 60;
        var step = one - (square / 2) + (((square * square) >> 60) / 24) - (((((square * square) >> 60) * square) >> 60) / 720);
        var table = new int[FullCircle];
        var (before, now) = (step, one);
        for (var tenths = 0; tenths <= 900; tenths++)
        {
            Set(table, tenths, (int)((now + (Int128.One << (59 - FractionBits))) >> (60 - FractionBits)));
            (before, now) = (now, ((2 * step * now) >> 60) - before);
        }

        return table;
    }

    private static void Set(int[] table, int tenths, int value)
    {
        table[tenths] = value;
        table[(FullCircle - tenths) % FullCircle] = value;
        table[1_800 - tenths] = -value;
        table[1_800 + tenths] = -value;
    }
}
