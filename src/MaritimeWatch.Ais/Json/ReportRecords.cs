using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Json;

/// <summary>Our own records, as <see cref="ReportJsonWriter"/> writes them: reading gives back what was written.</summary>
/// <remarks>What is known of the vessel from her other reports (<c>vessel</c>) is not part of the report, and is passed over.</remarks>
internal sealed class ReportRecords(StaticReportInterning interning) : IJsonRecords
{
    private const byte Static = 2;

    private static readonly JsonShape SharedShape = new(
    [
        JsonShape.At(JsonShape.Root, "time", JsonField.Time),
        JsonShape.At(JsonShape.Root, "mmsi", JsonField.Mmsi),
        JsonShape.At(JsonShape.Root, "stationClass", JsonField.StationClass),
        JsonShape.At(JsonShape.Root, "latitude", JsonField.Latitude),
        JsonShape.At(JsonShape.Root, "longitude", JsonField.Longitude),
        JsonShape.At(JsonShape.Root, "speedKnots", JsonField.Speed),
        JsonShape.At(JsonShape.Root, "courseDegrees", JsonField.Course),
        JsonShape.At(JsonShape.Root, "headingDegrees", JsonField.Heading),
        JsonShape.At(JsonShape.Root, "rateOfTurnDegreesPerMinute", JsonField.RateOfTurn),
        JsonShape.At(JsonShape.Root, "status", JsonField.Status),
        JsonShape.At(JsonShape.Root, "highAccuracy", JsonField.Accuracy),
        JsonShape.Object(JsonShape.Root, "static", Static),
        JsonShape.At(Static, "messageType", JsonField.StaticMessageType),
        JsonShape.At(Static, "feed", JsonField.StaticFeed),
        JsonShape.At(Static, "imo", JsonField.ImoNumber),
        JsonShape.At(Static, "callSign", JsonField.CallSign),
        JsonShape.At(Static, "name", JsonField.Name),
        JsonShape.At(Static, "shipType", JsonField.ShipType),
        JsonShape.At(Static, "toBowMetres", JsonField.ToBow),
        JsonShape.At(Static, "toSternMetres", JsonField.ToStern),
        JsonShape.At(Static, "toPortMetres", JsonField.ToPort),
        JsonShape.At(Static, "toStarboardMetres", JsonField.ToStarboard),
        JsonShape.At(Static, "lengthMetres", JsonField.Length),
        JsonShape.At(Static, "breadthMetres", JsonField.Breadth),
        JsonShape.At(Static, "draughtMetres", JsonField.Draught),
        JsonShape.At(Static, "destination", JsonField.Destination),
    ]);

    private readonly JsonStatics statics = new(interning);
    private readonly JsonTime times = new();

    /// <inheritdoc/>
    public JsonShape Shape => SharedShape;

    /// <inheritdoc/>
    public DropReason Read(JsonView view, ReadOnlySpan<byte> topic, Instant? receivedAt, out AisReport report)
    {
        report = default;
        if (!view.Has(JsonField.StationClass))
        {
            return DropReason.AnotherFormat;
        }

        if (!view.TryMmsi(JsonField.Mmsi, out var mmsi))
        {
            return DropReason.BadMmsi;
        }

        if (!times.TryRead(view[JsonField.Time], out var time))
        {
            return DropReason.BadTimestamp;
        }

        if (ReportWords.StationClass(view[JsonField.StationClass]) is not { } stationClass)
        {
            return DropReason.Malformed;
        }

        StaticReport? said = null;
        if (view.Has(JsonField.StaticMessageType))
        {
            if (!view.TryWhole(JsonField.StaticMessageType, out var type) || type > 27)
            {
                return DropReason.BadNumber;
            }

            var origin = new JsonStatics.Origin((byte)type, ReportWords.Feed(view[JsonField.StaticFeed]), IsExact: true);
            if (statics.Read(view, mmsi, origin, out said) is not DropReason.None and var problem)
            {
                return problem;
            }
        }

        var reason = JsonPosition.Read(view, time, mmsi, stationClass, WireScale.Exact, hasTurnCode: false, out var position);
        if (reason == DropReason.BadNumber)
        {
            return reason;
        }

        // Exactly as written, whatever another dialect would make of it.
        report = new AisReport(position with { StationClass = stationClass, Status = view.Status(JsonField.Status) }, said);
        return view.Has(JsonField.Latitude) || said is null ? reason : DropReason.None;
    }
}
