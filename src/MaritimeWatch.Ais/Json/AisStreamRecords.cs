using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Json;

/// <summary>Envelopes of aisstream.io: <c>{MessageType, MetaData, Message: {MessageType: {…}}}</c>.</summary>
/// <remarks>
/// Degrees, knots, degrees, metres; sentinels stay those of the wire. Whatever is not <c>Valid</c> is not used. The name in the
/// envelope is the service's and not the message's: it is passed over; the ship's own comes with her static data.
/// </remarks>
internal sealed class AisStreamRecords(StaticReportInterning interning) : IJsonRecords
{
    private const byte MetaData = 2;
    private const byte Message = 3;
    private const byte Body = 4;
    private const byte Dimension = 5;
    private const byte ReportA = 6;
    private const byte ReportB = 7;

    private static readonly JsonShape SharedShape = new(
        [
            JsonShape.At(JsonShape.Root, "MessageType", JsonField.Class),
            JsonShape.At(JsonShape.Root, "error", JsonField.Error),
            JsonShape.Object(JsonShape.Root, "MetaData", MetaData),
            JsonShape.Object(JsonShape.Root, "Metadata", MetaData),
            JsonShape.Object(JsonShape.Root, "Message", Message),
            JsonShape.At(MetaData, "MMSI", JsonField.SenderOfEnvelope),
            JsonShape.At(MetaData, "time_utc", JsonField.Time),
            JsonShape.At(Body, "UserID", JsonField.Mmsi),
            JsonShape.At(Body, "Valid", JsonField.IsValid),
            JsonShape.At(Body, "Latitude", JsonField.Latitude),
            JsonShape.At(Body, "Longitude", JsonField.Longitude),
            JsonShape.At(Body, "Sog", JsonField.Speed),
            JsonShape.At(Body, "Cog", JsonField.Course),
            JsonShape.At(Body, "TrueHeading", JsonField.Heading),
            JsonShape.At(Body, "RateOfTurn", JsonField.RateOfTurn),
            JsonShape.At(Body, "NavigationalStatus", JsonField.Status),
            JsonShape.At(Body, "PositionAccuracy", JsonField.Accuracy),
            JsonShape.At(Body, "Timestamp", JsonField.UtcSecond),
            JsonShape.At(Body, "ImoNumber", JsonField.ImoNumber),
            JsonShape.At(Body, "CallSign", JsonField.CallSign),
            JsonShape.At(Body, "Name", JsonField.Name),
            JsonShape.At(Body, "Type", JsonField.ShipType),
            JsonShape.At(Body, "MaximumStaticDraught", JsonField.Draught),
            JsonShape.At(Body, "Destination", JsonField.Destination),
            JsonShape.At(Body, "PartNumber", JsonField.Part),
            JsonShape.Object(Body, "Dimension", Dimension),
            JsonShape.Object(Body, "ReportA", ReportA),
            JsonShape.Object(Body, "ReportB", ReportB),
            JsonShape.At(ReportA, "Valid", JsonField.IsValidA),
            JsonShape.At(ReportA, "Name", JsonField.Name),
            JsonShape.At(ReportB, "Valid", JsonField.IsValidB),
            JsonShape.At(ReportB, "ShipType", JsonField.ShipType),
            JsonShape.At(ReportB, "CallSign", JsonField.CallSign),
            JsonShape.Object(ReportB, "Dimension", Dimension),
            JsonShape.At(Dimension, "A", JsonField.ToBow),
            JsonShape.At(Dimension, "B", JsonField.ToStern),
            JsonShape.At(Dimension, "C", JsonField.ToPort),
            JsonShape.At(Dimension, "D", JsonField.ToStarboard),
        ],
        Message,
        Body);

    private readonly JsonStatics statics = new(interning);
    private readonly JsonTime times = new();

    /// <inheritdoc/>
    public JsonShape Shape => SharedShape;

    /// <inheritdoc/>
    public DropReason Read(JsonView view, ReadOnlySpan<byte> topic, Instant? receivedAt, out AisReport report)
    {
        report = default;
        if (!view.Has(JsonField.Class))
        {
            return view.Has(JsonField.Error) ? DropReason.FeedError : DropReason.AnotherFormat;
        }

        var kind = view[JsonField.Class];
        if (kind.SequenceEqual("BaseStationReport"u8) || kind.SequenceEqual("AidsToNavigationReport"u8))
        {
            return DropReason.NotAVessel;
        }

        if (TypeOf(kind) is not { } type)
        {
            return DropReason.UnusedType;
        }

        if (!view[JsonField.BodyName].SequenceEqual(kind))
        {
            return DropReason.Malformed;
        }

        if (view.IsFalse(JsonField.IsValid))
        {
            return DropReason.BadPayload;
        }

        if (!view.TryMmsi(JsonField.Mmsi, out var mmsi) && !view.TryMmsi(JsonField.SenderOfEnvelope, out mmsi))
        {
            return DropReason.BadMmsi;
        }

        Instant time;
        if (view.Has(JsonField.Time))
        {
            if (!times.TryRead(view[JsonField.Time], out time))
            {
                return DropReason.BadTimestamp;
            }
        }
        else if (receivedAt is { } arrival)
        {
            time = arrival.WholeSecond;
        }
        else
        {
            return DropReason.NoTime;
        }

        return type switch
        {
            5 or 24 => Static(view, type, time, mmsi, out report),
            _ => Position(view, type, time, mmsi, out report),
        };
    }

    private static byte? TypeOf(ReadOnlySpan<byte> kind) => kind switch
    {
        _ when kind.SequenceEqual("PositionReport"u8) => 1,
        _ when kind.SequenceEqual("ShipStaticData"u8) => 5,
        _ when kind.SequenceEqual("StandardSearchAndRescueAircraftReport"u8) => 9,
        _ when kind.SequenceEqual("StandardClassBPositionReport"u8) => 18,
        _ when kind.SequenceEqual("ExtendedClassBPositionReport"u8) => 19,
        _ when kind.SequenceEqual("StaticDataReport"u8) => 24,
        _ when kind.SequenceEqual("LongRangeAisBroadcastMessage"u8) => 27,
        _ => null,
    };

    private DropReason Position(JsonView view, byte type, Instant time, Mmsi mmsi, out AisReport report)
    {
        report = default;
        StaticReport? said = null;
        if (type == 19 && statics.Read(view, mmsi, new JsonStatics.Origin(19, StaticFeed.None), out said) is not DropReason.None and var problem)
        {
            return problem;
        }

        var (stationClass, scale) = type switch
        {
            9 => (StationClass.SarAircraft, WireScale.ScaledAircraft),
            18 or 19 => (StationClass.ClassB, WireScale.Scaled),
            27 => (StationClass.ClassA, WireScale.ScaledLongRange),
            _ => (StationClass.ClassA, WireScale.Scaled),
        };
        var reason = JsonPosition.Read(view, time, mmsi, stationClass, scale, hasTurnCode: true, out var position);
        report = reason == DropReason.BadNumber ? default : new AisReport(position, said);
        return reason;
    }

    private DropReason Static(JsonView view, byte type, Instant time, Mmsi mmsi, out AisReport report)
    {
        report = default;
        var part = JsonStatics.Part.Whole;
        if (type == 24)
        {
            // PartNumber is a boolean, and both parts are always there: the empty one is not Valid.
            var isB = view.IsTrue(JsonField.Part);
            if (view.IsFalse(isB ? JsonField.IsValidB : JsonField.IsValidA))
            {
                return DropReason.BadPayload;
            }

            part = isB ? JsonStatics.Part.B : JsonStatics.Part.A;
        }

        var reason = statics.Read(view, mmsi, new JsonStatics.Origin(type, StaticFeed.None, Part: part), out var said);
        report = reason == DropReason.None
            ? new AisReport(JsonPosition.Silent(time, mmsi, type == 5 ? StationClass.ClassA : StationClass.ClassB), said)
            : default;
        return reason;
    }
}
