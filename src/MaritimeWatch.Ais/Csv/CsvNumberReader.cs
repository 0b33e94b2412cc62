using System.Runtime.CompilerServices;

namespace MaritimeWatch.Ais.Csv;

/// <summary>The numbers of a row in every shape and unit that tables have them.</summary>
internal sealed class CsvNumberReader(CsvHeader header)
{
    private readonly CsvDialect dialect = header.Dialect;
    private readonly int[] fieldOf = header.FieldOf;

    /// <summary>Reads them.</summary>
    /// <param name="row">The row.</param>
    /// <param name="inAisUnits">Whether they are written as AIS sends them: 1/600,000 degree, tenths, the rate of turn as its code.</param>
    /// <param name="isAircraft">Whether an aircraft sent them: message 9 has whole knots up to 1,022 where a ship has tenths.</param>
    /// <param name="numbers">The numbers.</param>
    /// <returns>False when a field holds no such number.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryRead(in CsvRow row, bool inAisUnits, bool isAircraft, out CsvNumbers numbers)
    {
        numbers = default;
        var rateOfTurnIsCode = inAisUnits || dialect == CsvDialect.MarineCadastre;
        return CsvFields.TryHeading(Field(row, CsvColumn.Heading), out numbers.Heading)
            && CsvFields.TryRateOfTurn(Field(row, CsvColumn.RateOfTurn), rateOfTurnIsCode, out numbers.RateOfTurn)
            && (inAisUnits
                ? CsvFields.TryRawDegrees(Field(row, CsvColumn.Latitude), CsvNumbers.NorthPole, out numbers.Latitude)
                    && CsvFields.TryRawDegrees(Field(row, CsvColumn.Longitude), CsvNumbers.DateLine, out numbers.Longitude)
                    && CsvFields.TryWhole(Field(row, CsvColumn.Speed), CsvNumbers.LastSpeed, CsvNumbers.MaxSpeed, out numbers.Speed)
                    && CsvFields.TryWhole(Field(row, CsvColumn.Course), CsvNumbers.LastCourse, CsvNumbers.MaxCourse, out numbers.Course)
                : CsvFields.TryDegrees(Field(row, CsvColumn.Latitude), CsvNumbers.NorthPole, out numbers.Latitude)
                    && CsvFields.TryDegrees(Field(row, CsvColumn.Longitude), CsvNumbers.DateLine, out numbers.Longitude)
                    && TrySpeed(row, isAircraft ? 10 : 1, out numbers.Speed)
                    && TryCourse(row, out numbers.Course));
    }

    private bool TrySpeed(in CsvRow row, int tenthsInAStep, out short raw) =>
        header.Has(CsvColumn.SpeedMetresPerSecond)
            ? CsvFields.TryMetresPerSecond(Field(row, CsvColumn.SpeedMetresPerSecond), out raw)
            : CsvFields.TryTenths(Field(row, CsvColumn.Speed), CsvNumbers.LastSpeed * tenthsInAStep, CsvNumbers.MaxSpeed * tenthsInAStep, dialect, out raw);

    private bool TryCourse(in CsvRow row, out short raw) =>
        header.Has(CsvColumn.CourseSine)
            ? CsvFields.TryCourse(Field(row, CsvColumn.CourseSine), Field(row, CsvColumn.CourseCosine), out raw)
            : CsvFields.TryTenths(Field(row, CsvColumn.Course), CsvNumbers.LastCourse, CsvNumbers.MaxCourse, dialect, out raw);

    private ReadOnlySpan<byte> Field(in CsvRow row, CsvColumn column) => row.Field(fieldOf[(int)column]);
}
