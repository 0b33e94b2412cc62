using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>How often a vessel has to report where she is (ITU-R M.1371-5, table 1 of annex 1; ais.md section 2.6).</summary>
internal static class ReportingInterval
{
    /// <summary>Seconds between two reports on a steady course; a turn only shortens them. Unknown equipment counts as Class B, the slower.</summary>
    public static double Seconds(StationClass stationClass, NavigationalStatus status, double speedKnots)
    {
        if (stationClass != StationClass.ClassA)
        {
            return speedKnots > 2 ? 30 : 180;
        }

        if (status is NavigationalStatus.AtAnchor or NavigationalStatus.Moored or NavigationalStatus.Aground)
        {
            return speedKnots > 3 ? 10 : 180;
        }

        return speedKnots switch
        {
            > 23 => 2,
            > 14 => 6,
            _ => 10,
        };
    }
}
