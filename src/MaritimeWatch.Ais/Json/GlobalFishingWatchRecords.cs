using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Json;

/// <summary>Positions of Global Fishing Watch's pipeline, one object a line: <c>ssvid</c> (the MMSI), <c>timestamp</c>, degrees, knots.</summary>
internal sealed class GlobalFishingWatchRecords(StaticReportInterning interning) : IJsonRecords
{
    private static readonly JsonShape SharedShape = new(
    [
        JsonShape.At(JsonShape.Root, "ssvid", JsonField.Mmsi),
        JsonShape.At(JsonShape.Root, "timestamp", JsonField.Time),
        JsonShape.At(JsonShape.Root, "lat", JsonField.Latitude),
        JsonShape.At(JsonShape.Root, "lon", JsonField.Longitude),
        JsonShape.At(JsonShape.Root, "speed", JsonField.Speed),
        JsonShape.At(JsonShape.Root, "course", JsonField.Course),
        JsonShape.At(JsonShape.Root, "heading", JsonField.Heading),
        JsonShape.At(JsonShape.Root, "shipname", JsonField.Name),
        JsonShape.At(JsonShape.Root, "callsign", JsonField.CallSign),
        JsonShape.At(JsonShape.Root, "imo", JsonField.ImoNumber),
        JsonShape.At(JsonShape.Root, "destination", JsonField.Destination),
    ]);

    private readonly JsonStatics statics = new(interning);
    private readonly JsonTime times = new();

    /// <inheritdoc/>
    public JsonShape Shape => SharedShape;

    /// <inheritdoc/>
    public DropReason Read(JsonView view, ReadOnlySpan<byte> topic, Instant? receivedAt, out AisReport report)
    {
        report = default;
        if (!view.Has(JsonField.Mmsi))
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

        var problem = statics.Read(view, mmsi, new JsonStatics.Origin(0, StaticFeed.GlobalFishingWatch), out var said);
        if (problem != DropReason.None)
        {
            return problem;
        }

        var reason = JsonPosition.Read(view, time, mmsi, StationClass.Unknown, WireScale.Scaled, hasTurnCode: false, out var position);
        report = reason == DropReason.BadNumber ? default : new AisReport(position, said);
        return reason;
    }
}
