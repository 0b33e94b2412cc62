using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Influx.Load;

/// <summary>Reports that are known by their number: whoever finds one can say which it is, and that it is as it was sent.</summary>
internal static class Traffic
{
    /// <summary>The database that they go to.</summary>
    public const string Database = "kills";

    /// <summary>When they begin.</summary>
    public static readonly Instant Start = Instant.FromUtc(2024, 11, 17);

    private const int Vessels = 500;
    private const int ReportsPerWord = 50;
    private const uint FirstMmsi = 219_000_000;

    /// <summary>The report of a number: a position, and in every fiftieth what the vessel says of herself.</summary>
    public static AisReport Of(int number)
    {
        var (second, vessel) = Math.DivRem(number, Vessels);
        var mmsi = new Mmsi(FirstMmsi + (uint)vessel);
        var position = new PositionReport(
            Instant.FromUnixSeconds(Start.UnixSeconds + second), mmsi, Latitude(number), 1_500_000 + number, 100, (short)(number % 3_600), -1, PositionReport.NoRateOfTurn, StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, true);
        return new AisReport(position, HasWord(number) ? new StaticReport(mmsi, Name: FormattableString.Invariant($"SHIP {vessel}"), MessageType: 5) : null);
    }

    /// <summary>Which number a vessel and a second are of.</summary>
    public static long NumberOf(uint mmsi, long unixSeconds) => ((unixSeconds - Start.UnixSeconds) * Vessels) + mmsi - FirstMmsi;

    /// <summary>The latitude of a number, in 1/600,000 degree.</summary>
    public static int Latitude(long number) => 30_000_000 + (int)(number * 7_919 % 3_000_000);

    public static bool HasWord(int number) => number % ReportsPerWord == 0;
}
