using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Json;

/// <summary>The dynamic half of a record.</summary>
internal static class JsonPosition
{
    /// <summary>Reads position, movement and status.</summary>
    /// <param name="view">The record.</param>
    /// <param name="time">Event time.</param>
    /// <param name="mmsi">Sender.</param>
    /// <param name="stationClass">Class of the equipment, as far as the record tells.</param>
    /// <param name="scale">Units of the numbers.</param>
    /// <param name="hasTurnCode">Whether <see cref="JsonField.RateOfTurn"/> is the code of the wire.</param>
    /// <param name="report">The report; with <see cref="DropReason.NoPosition"/> it has the rest.</param>
    /// <returns><see cref="DropReason.None"/>, <see cref="DropReason.NoPosition"/> or <see cref="DropReason.BadNumber"/>.</returns>
    public static DropReason Read(JsonView view, Instant time, Mmsi mmsi, StationClass stationClass, WireScale scale, bool hasTurnCode, out PositionReport report)
    {
        report = Silent(time, mmsi, stationClass);
        if (!view.TryDegrees(JsonField.Latitude, 90, scale, out var latitude)
            || !view.TryDegrees(JsonField.Longitude, 180, scale, out var longitude)
            || !view.TrySpeed(JsonField.Speed, scale, out var speed)
            || !view.TryCourse(JsonField.Course, scale, out var course)
            || !view.TryHeading(JsonField.Heading, out var heading))
        {
            return DropReason.BadNumber;
        }

        var codeField = view.Has(JsonField.RateOfTurnCode) ? JsonField.RateOfTurnCode : JsonField.RateOfTurn;
        if (!(hasTurnCode || codeField == JsonField.RateOfTurnCode
            ? view.TryRateOfTurnCode(codeField, out var rateOfTurn)
            : view.TryRateOfTurn(codeField, out rateOfTurn)))
        {
            return DropReason.BadNumber;
        }

        var hasPosition = latitude != PositionReport.NoPosition && longitude != PositionReport.NoPosition;

        // Only class A says whether she is under way.
        var status = stationClass is StationClass.ClassB or StationClass.SarAircraft ? NavigationalStatus.Undefined : view.Status(JsonField.Status);
        report = new PositionReport(
            time,
            mmsi,
            hasPosition ? latitude : PositionReport.NoPosition,
            hasPosition ? longitude : PositionReport.NoPosition,
            speed,
            course,
            heading,
            rateOfTurn,
            report.StationClass,
            status,
            view.IsTrue(JsonField.Accuracy));
        return hasPosition ? DropReason.None : DropReason.NoPosition;
    }

    /// <summary>The dynamic half of a record that has none.</summary>
    public static PositionReport Silent(Instant time, Mmsi mmsi, StationClass stationClass) => new(
        time,
        mmsi,
        PositionReport.NoPosition,
        PositionReport.NoPosition,
        -1,
        -1,
        -1,
        PositionReport.NoRateOfTurn,
        mmsi.Kind is StationKind.SearchAndRescueTransmitter or StationKind.ManOverboardDevice or StationKind.EmergencyBeacon ? StationClass.DistressTransmitter : stationClass,
        NavigationalStatus.Undefined,
        HasHighAccuracy: false);
}
