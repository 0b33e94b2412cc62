using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Passages;

/// <summary>Metres between consecutive fixes by one scale of latitude, good to 1 %: what every fix far from an asset costs.</summary>
internal struct FixDistance
{
    private const int Renewal = PositionReport.RawPerDegree / 4;
    private const int HalfTurn = 180 * PositionReport.RawPerDegree;

    private int rawLatitude;
    private double metresPerRawLatitude;
    private double metresPerRawLongitude;

    public double Square(in PositionReport from, in PositionReport to)
    {
        if (metresPerRawLatitude == 0 || Math.Abs(to.RawLatitude - rawLatitude) > Renewal)
        {
            MoveTo(to.RawLatitude);
        }

        var longitude = to.RawLongitude - from.RawLongitude;
        longitude = longitude > HalfTurn ? longitude - (2 * HalfTurn) : longitude < -HalfTurn ? longitude + (2 * HalfTurn) : longitude;
        var (x, y) = (longitude * metresPerRawLongitude, (to.RawLatitude - from.RawLatitude) * metresPerRawLatitude);
        return (x * x) + (y * y);
    }

    private void MoveTo(int latitude)
    {
        rawLatitude = latitude;
        var (kx, ky) = DegreeScale.At(latitude / (double)PositionReport.RawPerDegree);
        (metresPerRawLongitude, metresPerRawLatitude) = (kx / PositionReport.RawPerDegree, ky / PositionReport.RawPerDegree);
    }
}
