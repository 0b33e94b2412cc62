using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Tracks;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Queries;

/// <summary>Positions and vessels as messages.</summary>
internal static class TrackMessages
{
    public static TrackPoint Of(in PositionReport report)
    {
        var point = new TrackPoint { Time = WireTime.ToProto(report.Time), Position = WirePosition.ToProto(report.Position) };
        if (report.SpeedOverGroundKnots is { } speed)
        {
            point.SpeedOverGroundKnots = speed;
        }

        if (report.CourseOverGroundDegrees is { } course)
        {
            point.CourseOverGroundDegrees = course;
        }

        if (report.TrueHeadingDegrees is { } heading)
        {
            point.TrueHeadingDegrees = heading;
        }

        if (report.Status != NavigationalStatus.Undefined)
        {
            point.NavigationalStatus = (uint)report.Status;
        }

        return point;
    }

    /// <summary>A point that was asked for in a form of its own.</summary>
    public static TrackPoint Of(in TrackFix fix)
    {
        var point = Of(fix.Report);
        (point.Interpolated, point.AfterGap) = (fix.IsInterpolated, fix.IsAfterGap);
        return Whole(point, fix.Report);
    }

    /// <summary>When and where, and how that is known.</summary>
    public static TrackPoint Placed(TrackFix fix) => new()
    {
        Time = WireTime.ToProto(fix.Report.Time), Position = WirePosition.ToProto(fix.Report.Position), Interpolated = fix.IsInterpolated, AfterGap = fix.IsAfterGap,
    };

    /// <summary>Adds what a point needs to be sent again as it was heard.</summary>
    public static TrackPoint Whole(TrackPoint point, in PositionReport report)
    {
        point.EquipmentClass = report.StationClass switch { StationClass.ClassA => EquipmentClass.A, StationClass.ClassB => EquipmentClass.B, _ => EquipmentClass.Unspecified };
        point.HighAccuracy = report.HasHighAccuracy;
        if (report.RateOfTurnDegreesPerMinute is { } turn)
        {
            point.RateOfTurnDegreesPerMinute = turn;
        }

        return point;
    }

    /// <summary>Who a vessel is, as far as she has said.</summary>
    public static Vessel Named(Mmsi mmsi, StoredVessel? said)
    {
        var vessel = new Vessel { Mmsi = mmsi.Value };
        if (said is not null)
        {
            vessel.StaticDataTime = WireTime.ToProto(said.Time);
            Describe(vessel, said.Static);
        }

        return vessel;
    }

    /// <summary>A vessel of whom at least one is known: what she says of herself, or where she was.</summary>
    public static Vessel Of(Mmsi mmsi, StoredVessel? said, PositionReport? last)
    {
        var vessel = new Vessel { Mmsi = mmsi.Value, LastPosition = last is { } position ? Of(position) : null };
        if (said is not null)
        {
            vessel.StaticDataTime = WireTime.ToProto(said.Time);
            Describe(vessel, said.Static);
        }

        vessel.LastSeen = WireTime.ToProto(Instant.Max(said?.Time ?? Instant.MinValue, last?.Time ?? Instant.MinValue));
        return vessel;
    }

    /// <summary>A moment of a request, or a bound where it is absent.</summary>
    /// <exception cref="Grpc.GrpcStatusException">It is none.</exception>
    public static Instant Moment(Timestamp? timestamp, string field, Instant absent)
    {
        // The limits of google/protobuf/timestamp.proto.
        Refused.Unless(
            timestamp is null or { Seconds: >= -62_135_596_800 and <= 253_402_300_799, Nanos: >= 0 and <= 999_999_999 }, field, $"{field} is no time of the years 1 to 9999");
        return timestamp is null ? absent : WireTime.ToDomain(timestamp);
    }

    /// <summary>Who she is: what of her word stays the same from voyage to voyage.</summary>
    public static void Identify(Vessel vessel, StaticReport said)
    {
        if (said.ImoNumber is { } imo)
        {
            vessel.Imo = imo;
        }

        if (said.Name is { } name)
        {
            vessel.Name = name;
        }

        if (said.CallSign is { } callSign)
        {
            vessel.CallSign = callSign;
        }

        if (said.ShipType is { } type)
        {
            (vessel.ShipType, vessel.ShipTypeCode) = (type.Category, type.Code);
        }

        if (said.LengthMetres is { } length)
        {
            vessel.LengthMetres = length;
        }

        if (said.BreadthMetres is { } breadth)
        {
            vessel.BreadthMetres = breadth;
        }
    }

    private static void Describe(Vessel vessel, StaticReport said)
    {
        Identify(vessel, said);
        if (said.DraughtMetres is { } draught)
        {
            vessel.DraughtMetres = draught;
        }

        if (said.Destination is { } destination)
        {
            vessel.Destination = destination;
        }
    }
}
