using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Contracts;

/// <summary>Pushed reports into the domain's. A field out of its range is a <see cref="Domain.DropReason"/> and a sentence, never an exception.</summary>
public static class PushedReportMapping
{
    private const double FastestKnots = 102.2;
    private const double FastestTurn = 720;
    private const int LongestName = 60;
    private const int LongestCallSign = 20;

    /// <summary>A position.</summary>
    /// <param name="message">As it was pushed.</param>
    /// <param name="receivedAt">The event time where the message has none; null where it must have one.</param>
    /// <param name="report">The report.</param>
    /// <param name="detail">What is wrong, for a person.</param>
    /// <returns>Why it cannot be used, or <see cref="Domain.DropReason.None"/>.</returns>
    public static DropReason ToDomain(V1.PushedPosition message, Instant? receivedAt, out AisReport report, out string detail)
    {
        report = default;
        var reason = Sender(message.Mmsi, message.Time, receivedAt, out var time, out detail);
        if (reason != DropReason.None)
        {
            return reason;
        }

        if (message.Position is not { } position)
        {
            return Wrong(DropReason.NoPosition, "position is missing", out detail);
        }

        if (!(Math.Abs(position.Latitude) <= 90 && Math.Abs(position.Longitude) <= 180))
        {
            return Wrong(DropReason.NoPosition, FormattableString.Invariant($"position is {position.Latitude}, {position.Longitude}; it must be within 90 and 180 degrees"), out detail);
        }

        var problem =
            message.HasSpeedOverGroundKnots && !(message.SpeedOverGroundKnots is >= 0 and <= FastestKnots) ? "speed_over_ground_knots is not within 0 and 102.2"
            : message.HasCourseOverGroundDegrees && !(message.CourseOverGroundDegrees is >= 0 and < 360) ? "course_over_ground_degrees is not within 0 and under 360"
            : message.HasTrueHeadingDegrees && message.TrueHeadingDegrees > 359 ? "true_heading_degrees is not within 0 and 359"
            : message.HasRateOfTurnDegreesPerMinute && !(Math.Abs(message.RateOfTurnDegreesPerMinute) <= FastestTurn) ? "rate_of_turn_degrees_per_minute is not within -720 and 720"
            : message.HasNavigationalStatus && message.NavigationalStatus > 15 ? "navigational_status is not within 0 and 15"
            : (int)message.EquipmentClass is < 0 or > 2 ? "equipment_class is none of the known ones"
            : null;
        if (problem is not null)
        {
            return Wrong(DropReason.BadNumber, problem, out detail);
        }

        var mmsi = new Mmsi(message.Mmsi);
        report = new AisReport(
            PositionReport.Create(
                time,
                mmsi,
                WirePosition.ToDomain(position),
                message.HasSpeedOverGroundKnots ? message.SpeedOverGroundKnots : null,
                message.HasCourseOverGroundDegrees ? message.CourseOverGroundDegrees : null,
                message.HasTrueHeadingDegrees ? message.TrueHeadingDegrees : null,
                message.HasNavigationalStatus ? (NavigationalStatus)message.NavigationalStatus : NavigationalStatus.Undefined,
                ClassOf(mmsi, message.EquipmentClass),
                message.HighAccuracy,
                message.HasRateOfTurnDegreesPerMinute ? message.RateOfTurnDegreesPerMinute : null),
            null);
        return DropReason.None;
    }

    /// <summary>Static data.</summary>
    /// <inheritdoc cref="ToDomain(V1.PushedPosition, Instant?, out AisReport, out string)"/>
    public static DropReason ToDomain(V1.PushedStatic message, Instant? receivedAt, out AisReport report, out string detail)
    {
        report = default;
        var reason = Sender(message.Mmsi, message.Time, receivedAt, out var time, out detail);
        if (reason != DropReason.None)
        {
            return reason;
        }

        var problem =
            message.HasImo && !ImoNumbers.IsValid(message.Imo) ? "imo is no IMO number: its check digit does not fit"
            : message.HasShipType && message.ShipType is < 1 or > 99 ? "ship_type is not within 1 and 99"
            : message.ToBowMetres > 511 ? "to_bow_metres is above 511"
            : message.ToSternMetres > 511 ? "to_stern_metres is above 511"
            : message.ToPortMetres > 63 ? "to_port_metres is above 63"
            : message.ToStarboardMetres > 63 ? "to_starboard_metres is above 63"
            : message.HasDraughtMetres && !(message.DraughtMetres is > 0 and <= 25.5) ? "draught_metres is not within 0 and 25.5"
            : null;
        if (problem is not null)
        {
            return Wrong(DropReason.BadNumber, problem, out detail);
        }

        if (!TryText(message.HasName, message.Name, LongestName, out var name)
            || !TryText(message.HasCallSign, message.CallSign, LongestCallSign, out var callSign)
            || !TryText(message.HasDestination, message.Destination, LongestName, out var destination))
        {
            return Wrong(DropReason.Malformed, $"a text is longer than {LongestName} characters ({LongestCallSign} of a call sign) or holds control characters", out detail);
        }

        var mmsi = new Mmsi(message.Mmsi);
        var (bow, stern, port, starboard) = (Metres(message.ToBowMetres), Metres(message.ToSternMetres), Metres(message.ToPortMetres), Metres(message.ToStarboardMetres));
        var said = new StaticReport(
            mmsi,
            message.HasImo ? message.Imo : null,
            callSign,
            name,
            message.HasShipType ? new ShipType((byte)message.ShipType) : null,
            bow,
            stern,
            port,
            starboard,
            Metres((uint)((bow ?? 0) + (stern ?? 0))),
            Metres((uint)((port ?? 0) + (starboard ?? 0))),
            message.HasDraughtMetres ? Math.Round(message.DraughtMetres, 1) : null,
            destination);
        if (said == new StaticReport(mmsi))
        {
            return Wrong(DropReason.Malformed, "static_data says nothing", out detail);
        }

        report = new AisReport(PositionReport.Create(time, mmsi, null, stationClass: StationClass.Unknown), said);
        return DropReason.None;
    }

    /// <summary>Ships have sent AIS since the nineties; a time far from that would become the time of the whole stream.</summary>
    private const long OldestSeconds = 631_152_000;

    /// <summary>2100-01-01.</summary>
    private const long EndSeconds = 4_102_444_800;

    private static DropReason Sender(uint mmsi, Timestamp? said, Instant? receivedAt, out Instant time, out string detail)
    {
        time = default;
        if (mmsi is 0 or > 999_999_999)
        {
            return Wrong(DropReason.BadMmsi, "mmsi is not within 1 and 999999999", out detail);
        }

        if (said is null)
        {
            time = receivedAt?.WholeSecond ?? default;
            return receivedAt is null ? Wrong(DropReason.NoTime, "time is missing, and this service takes it from the report alone", out detail) : Wrong(DropReason.None, "", out detail);
        }

        if (said.Seconds is < OldestSeconds or >= EndSeconds || said.Nanos is < 0 or > 999_999_999)
        {
            return Wrong(DropReason.BadTimestamp, "time is no time of the years 1990 to 2099", out detail);
        }

        time = WireTime.ToDomain(said).WholeSecond;
        return Wrong(DropReason.None, "", out detail);
    }

    private static StationClass ClassOf(Mmsi mmsi, V1.EquipmentClass said) =>
        mmsi.Kind is StationKind.SearchAndRescueTransmitter or StationKind.ManOverboardDevice or StationKind.EmergencyBeacon ? StationClass.DistressTransmitter
        : said switch
        {
            V1.EquipmentClass.A => StationClass.ClassA,
            V1.EquipmentClass.B => StationClass.ClassB,
            _ => StationClass.Unknown,
        };

    private static ushort? Metres(uint metres) => metres == 0 ? null : (ushort)metres;

    private static bool TryText(bool isSaid, string said, int most, out string? text)
    {
        text = isSaid && said.Trim() is { Length: > 0 } trimmed ? trimmed : null;
        return text is null || (text.Length <= most && !text.Any(char.IsControl));
    }

    private static DropReason Wrong(DropReason reason, string problem, out string detail)
    {
        detail = problem;
        return reason;
    }
}
