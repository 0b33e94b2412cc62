using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Positions;

namespace MaritimeWatch.Storage.Blocks;

/// <summary>The columns of a block: taken from positions and written, or read and given back as positions.</summary>
internal sealed class BlockColumns
{
    private const int GapBits = 20;
    private const int StretchBits = 18;
    private const int HeadingCircle = 360;

    private readonly long[] times;
    private readonly ushort[] traits;
    private readonly int[] speeds;
    private readonly int[] courses;
    private readonly int[] headings;
    private readonly int[] turns;
    private readonly int[] latitudes;
    private readonly int[] longitudes;

    private BlockColumns(int count)
    {
        times = new long[count];
        traits = new ushort[count];
        speeds = new int[count];
        courses = new int[count];
        headings = new int[count];
        turns = new int[count];
        latitudes = new int[count];
        longitudes = new int[count];
    }

    private int Count => times.Length;

    /// <summary>Divides positions into columns.</summary>
    public static BlockColumns Take(ReadOnlySpan<PositionReport> positions)
    {
        var columns = new BlockColumns(positions.Length);
        for (var i = 0; i < positions.Length; i++)
        {
            ref readonly var position = ref positions[i];
            columns.times[i] = position.Time.UnixSeconds;
            columns.traits[i] = PositionTraits.Of(position);
            columns.speeds[i] = position.RawSpeed;
            columns.courses[i] = position.RawCourse;
            columns.headings[i] = position.RawHeading;
            columns.turns[i] = position.RawRateOfTurn;
            columns.latitudes[i] = position.RawLatitude;
            columns.longitudes[i] = position.RawLongitude;
        }

        return columns;
    }

    /// <summary>Puts together the positions from one time to before another.</summary>
    /// <param name="mmsi">Whose they are.</param>
    /// <param name="first">First second.</param>
    /// <param name="end">Second after the last.</param>
    /// <param name="positions">Gets them, oldest first.</param>
    public void Give(Mmsi mmsi, long first, long end, List<PositionReport> positions)
    {
        positions.EnsureCapacity(positions.Count + Count);
        for (var i = 0; i < Count; i++)
        {
            if (times[i] >= first && times[i] < end)
            {
                positions.Add(Position(mmsi, i));
            }
        }
    }

    /// <summary>The newest or the oldest position from one time to before another; null where there is none.</summary>
    /// <param name="mmsi">Whose it is.</param>
    /// <param name="which">Which of the two.</param>
    /// <param name="first">First second.</param>
    /// <param name="end">Second after the last.</param>
    /// <param name="boxes">Only positions in any of these count; null for everywhere.</param>
    public PositionReport? End(Mmsi mmsi, SpanEnd which, long first, long end, RawBoxes? boxes)
    {
        for (var looked = 0; looked < Count; looked++)
        {
            var i = which == SpanEnd.Newest ? Count - 1 - looked : looked;
            if (times[i] >= first && times[i] < end && (boxes is null || boxes.Contains(latitudes[i], longitudes[i])))
            {
                return Position(mmsi, i);
            }
        }

        return null;
    }

    /// <summary>Writes them.</summary>
    public void Write(BitWriter writer)
    {
        var gap = UsualGap();
        writer.Write((ulong)gap, GapBits);
        GuessedColumn.Write(writer, new TimeColumn(times, gap), Count);
        WriteTraits(writer);
        GuessedColumn.Write(writer, Speeds, Count);
        GuessedColumn.Write(writer, Headings, Count);
        GuessedColumn.Write(writer, Courses, Count);
        GuessedColumn.Write(writer, Turns, Count);

        var stretch = Stretch();
        var (latitudeStep, longitudeStep) = (StepOf(latitudes), StepOf(longitudes));
        writer.Write((ulong)stretch, StretchBits);
        writer.WriteGamma((ulong)latitudeStep);
        writer.WriteGamma((ulong)longitudeStep);
        GuessedColumn.Write(writer, new CoordinateColumn(latitudes, times, Pace(isNorth: true), 256, latitudeStep), Count);
        GuessedColumn.Write(writer, new CoordinateColumn(longitudes, times, Pace(isNorth: false), stretch, longitudeStep), Count);
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidDataException">Nothing that <see cref="Write"/> has written.</exception>
    public static BlockColumns Read(ref BitReader reader, int count)
    {
        var columns = new BlockColumns(count);
        columns.Read(ref reader);
        return columns;
    }

    private ScalarColumn Speeds => new(speeds, traits, PositionTraits.Speed, circle: 0);

    private ScalarColumn Headings => new(headings, traits, PositionTraits.Heading, HeadingCircle);

    private CourseColumn Courses => new(courses, headings, traits);

    private ScalarColumn Turns => new(turns, traits, PositionTraits.Turn, circle: 0);

    private PositionReport Position(Mmsi mmsi, int index)
    {
        var trait = traits[index];
        return new PositionReport(
            Instant.FromUnixSeconds(times[index]),
            mmsi,
            latitudes[index],
            longitudes[index],
            (short)((trait & PositionTraits.Speed) != 0 ? speeds[index] : -1),
            (short)((trait & PositionTraits.Course) != 0 ? courses[index] : -1),
            (short)((trait & PositionTraits.Heading) != 0 ? headings[index] : -1),
            (short)((trait & PositionTraits.Turn) != 0 ? turns[index] : PositionReport.NoRateOfTurn),
            PositionTraits.Class(trait),
            PositionTraits.Status(trait),
            PositionTraits.IsAccurate(trait));
    }

    private void Read(ref BitReader reader)
    {
        GuessedColumn.Read(ref reader, new TimeColumn(times, (int)reader.Read(GapBits)), Count);
        ReadTraits(ref reader);
        GuessedColumn.Read(ref reader, Speeds, Count);
        GuessedColumn.Read(ref reader, Headings, Count);
        GuessedColumn.Read(ref reader, Courses, Count);
        GuessedColumn.Read(ref reader, Turns, Count);

        var stretch = (int)reader.Read(StretchBits);
        var (latitudeStep, longitudeStep) = (ReadStep(ref reader), ReadStep(ref reader));
        GuessedColumn.Read(ref reader, new CoordinateColumn(latitudes, times, Pace(isNorth: true), 256, latitudeStep), Count);
        GuessedColumn.Read(ref reader, new CoordinateColumn(longitudes, times, Pace(isNorth: false), stretch, longitudeStep), Count);
    }

    private static int ReadStep(ref BitReader reader) => reader.ReadGamma() is <= int.MaxValue and var step ? (int)step : throw new InvalidDataException("a step of the block is too long");

    /// <summary>The gap that half of all gaps are shorter than.</summary>
    private int UsualGap()
    {
        if (Count < 2)
        {
            return 0;
        }

        var gaps = new long[Count - 1];
        for (var i = 1; i < Count; i++)
        {
            gaps[i - 1] = times[i] - times[i - 1];
        }

        Array.Sort(gaps);
        return (int)Math.Clamp(gaps[gaps.Length / 2], 0, (1 << GapBits) - 1);
    }

    /// <summary>How many minutes of longitude a nautical mile to the east is, with 8 bits behind the point; told, so that no reader has to find the same cosine.</summary>
    private int Stretch() => (int)Math.Clamp(256 / Math.Max(Math.Cos(double.DegreesToRadians(latitudes[0] / (double)PositionReport.RawPerDegree)), 1e-3), 256, (1 << StretchBits) - 1);

    /// <summary>Some equipment knows but thousandths of a minute.</summary>
    private static int StepOf(int[] values)
    {
        var step = 0L;
        for (var i = 1; i < values.Length && step != 1; i++)
        {
            step = CommonDivisor(step, Math.Abs((long)values[i] - values[i - 1]));
        }

        return (int)Math.Clamp(step, 1, int.MaxValue);
    }

    private static long CommonDivisor(long one, long other)
    {
        while (other != 0)
        {
            (one, other) = (other, one % other);
        }

        return one;
    }

    private long[] Pace(bool isNorth)
    {
        var pace = new long[Count];
        for (var i = 0; i < Count; i++)
        {
            const ushort both = PositionTraits.Speed | PositionTraits.Course;
            pace[i] = (traits[i] & both) != both ? 0 : (long)speeds[i] * (isNorth ? FixedPointCourse.Cosine(courses[i]) : FixedPointCourse.Sine(courses[i]));
        }

        return pace;
    }

    /// <summary>What is the same for a while is written once, with how long.</summary>
    private void WriteTraits(BitWriter writer)
    {
        for (var first = 0; first < Count;)
        {
            var length = traits.AsSpan(first).IndexOfAnyExcept(traits[first]) is > 0 and var found ? found : Count - first;
            writer.WriteGamma((ulong)length);
            writer.Write(traits[first], PositionTraits.Bits);
            first += length;
        }
    }

    private void ReadTraits(ref BitReader reader)
    {
        for (var first = 0; first < Count;)
        {
            var length = reader.ReadGamma();
            if (length > (ulong)(Count - first))
            {
                throw new InvalidDataException("the block tells more of its positions than it has");
            }

            traits.AsSpan(first, (int)length).Fill((ushort)reader.Read(PositionTraits.Bits));
            first += (int)length;
        }
    }
}
