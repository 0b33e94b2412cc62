using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Csv;

/// <summary>The numbers of a row in the units of <see cref="PositionReport"/>, and the limits they are held to.</summary>
internal struct CsvNumbers
{
    /// <summary>Stands for a speed, course or heading that is not told.</summary>
    public const short NotTold = -1;

    /// <summary>1/600,000 degree.</summary>
    public const int NorthPole = 90 * PositionReport.RawPerDegree;

    /// <summary>1/600,000 degree.</summary>
    public const int DateLine = 180 * PositionReport.RawPerDegree;

    /// <summary>The last speed that is one, 1/10 knot; what the ten bits above it hold is "not available".</summary>
    public const int LastSpeed = 1022;

    /// <summary>The largest number in ten bits.</summary>
    public const int MaxSpeed = 1023;

    /// <summary>The last course that is one, 1/10 degree; what the twelve bits above it hold is "not available".</summary>
    public const int LastCourse = 3599;

    /// <summary>The largest number in twelve bits.</summary>
    public const int MaxCourse = 4095;

    /// <summary>The last heading that is one, degrees; what the nine bits above it hold is "not available".</summary>
    public const int LastHeading = 359;

    /// <summary>The largest number in nine bits.</summary>
    public const int MaxHeading = 511;

    /// <summary>1/10 degree a minute: nothing above it comes from a code of AIS.</summary>
    public const int MaxRateOfTurn = Ais.RateOfTurn.NotAvailableTenths;

    public int Latitude;
    public int Longitude;
    public short Speed;
    public short Course;
    public short Heading;
    public short RateOfTurn;
}
