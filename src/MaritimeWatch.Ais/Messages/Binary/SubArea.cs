using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>One of the up to ten parts of an area notice: 87 bits whose meaning depends on the shape (IMO SN.1/Circ.289).</summary>
/// <remarks>Distances are metres, already multiplied by the part's scale of 1, 10, 100 or 1,000.</remarks>
internal readonly ref struct SubArea(PayloadBits bits, int start)
{
    /// <summary>Length of every part in bits.</summary>
    public const int Length = 87;

    /// <summary>Legs that a polyline or polygon has room for.</summary>
    public const int MaxLegs = 4;

    /// <summary>Room for the text, in characters.</summary>
    public const int TextLength = 14;

    private readonly PayloadBits bits = bits;

    public SubAreaShape Shape => (SubAreaShape)Number(0, 3); // 6 and 7 are reserved

    // Circle, rectangle and sector: the centre, or the south-western corner of the rectangle.
    public int LongitudeThousandthMinutes => bits.Signed(start + 5, 25); // 181° not available
    public int LatitudeThousandthMinutes => bits.Signed(start + 30, 24); // 91° not available
    public int PrecisionDecimals => Number(54, 3); // decimals of a minute that are meant; 4 where nothing is said

    // Circle and sector.
    public int RadiusMetres => Number(57, 12) * Scale; // 0 is a point

    // Rectangle.
    public int EastMetres => Number(57, 8) * Scale; // 0 is a line north to south
    public int NorthMetres => Number(65, 8) * Scale;
    public int OrientationDegrees => Number(73, 9); // clockwise from true north about the corner; 360 and above reserved

    // Sector: clockwise from the left boundary to the right.
    public int LeftBoundaryDegrees => Number(69, 9);
    public int RightBoundaryDegrees => Number(78, 9);

    /// <summary>How many legs of a polyline or polygon there are: the first without a length ends it.</summary>
    public int Legs
    {
        get
        {
            var legs = 0;
            while (legs < MaxLegs && LegMetres(legs) > 0)
            {
                legs++;
            }

            return legs;
        }
    }

    public int LegBearingHalfDegrees(int leg) => Number(5 + (leg * 20), 10); // true, from the point before; 720 not available
    public int LegMetres(int leg) => Number(15 + (leg * 20), 10) * Scale;

    /// <summary>The text of a part that is one.</summary>
    /// <param name="ascii">Room for <see cref="TextLength"/> characters.</param>
    public int Text(Span<byte> ascii) => bits.Text(start + 3, TextLength * 6, ascii);

    private int Scale => Number(3, 2) switch
    {
        0 => 1,
        1 => 10,
        2 => 100,
        _ => 1_000,
    };

    private int Number(int offset, int length) => (int)bits.Unsigned(start + offset, length);
}
