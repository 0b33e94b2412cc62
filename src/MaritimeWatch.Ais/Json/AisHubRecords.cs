using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Json;

/// <summary>Answers of AISHub: an array of a header and the array of vessels, in format 0 (AIS encoding) or 1 (human readable).</summary>
/// <remarks>
/// A record is in the human format when its time is a date and in the AIS encoding when it is a number: 1/10,000 minute, tenths,
/// decimetres. The rate of turn is taken as the code of the wire. Position and static data come together, from messages not told.
/// </remarks>
internal sealed class AisHubRecords(StaticReportInterning interning) : IJsonRecords
{
    private static readonly JsonShape SharedShape = new(
    [
        JsonShape.At(JsonShape.Root, "ERROR", JsonField.Error),
        JsonShape.At(JsonShape.Root, "FORMAT", JsonField.Format),
        JsonShape.At(JsonShape.Root, "MMSI", JsonField.Mmsi),
        JsonShape.At(JsonShape.Root, "TIME", JsonField.Time),
        JsonShape.At(JsonShape.Root, "TSTAMP", JsonField.Time),
        JsonShape.At(JsonShape.Root, "LONGITUDE", JsonField.Longitude),
        JsonShape.At(JsonShape.Root, "LATITUDE", JsonField.Latitude),
        JsonShape.At(JsonShape.Root, "COG", JsonField.Course),
        JsonShape.At(JsonShape.Root, "SOG", JsonField.Speed),
        JsonShape.At(JsonShape.Root, "HEADING", JsonField.Heading),
        JsonShape.At(JsonShape.Root, "NAVSTAT", JsonField.Status),
        JsonShape.At(JsonShape.Root, "PAC", JsonField.Accuracy),
        JsonShape.At(JsonShape.Root, "ROT", JsonField.RateOfTurn),
        JsonShape.At(JsonShape.Root, "IMO", JsonField.ImoNumber),
        JsonShape.At(JsonShape.Root, "NAME", JsonField.Name),
        JsonShape.At(JsonShape.Root, "CALLSIGN", JsonField.CallSign),
        JsonShape.At(JsonShape.Root, "TYPE", JsonField.ShipType),
        JsonShape.At(JsonShape.Root, "A", JsonField.ToBow),
        JsonShape.At(JsonShape.Root, "B", JsonField.ToStern),
        JsonShape.At(JsonShape.Root, "C", JsonField.ToPort),
        JsonShape.At(JsonShape.Root, "D", JsonField.ToStarboard),
        JsonShape.At(JsonShape.Root, "DRAUGHT", JsonField.Draught),
        JsonShape.At(JsonShape.Root, "DEST", JsonField.Destination),
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
            return !view.Has(JsonField.Error) ? DropReason.AnotherFormat : view.IsTrue(JsonField.Error) ? DropReason.FeedError : DropReason.NotAis;
        }

        if (!view.TryMmsi(JsonField.Mmsi, out var mmsi))
        {
            return DropReason.BadMmsi;
        }

        if (mmsi.Kind is StationKind.CoastStation or StationKind.AidToNavigation)
        {
            return DropReason.NotAVessel;
        }

        if (!view.Has(JsonField.Time))
        {
            return DropReason.NoTime;
        }

        // It is a snapshot: the time of the position, not of the poll, is the event time.
        if (!times.TryRead(view[JsonField.Time], out var time))
        {
            return DropReason.BadTimestamp;
        }

        var isHuman = view[JsonField.Time].Length >= 19;
        var problem = statics.Read(view, mmsi, new JsonStatics.Origin(0, StaticFeed.AisHub, isHuman ? 10 : 1), out var said);
        if (problem != DropReason.None)
        {
            return problem;
        }

        var reason = JsonPosition.Read(
            view, time, mmsi, StationClass.Unknown, isHuman ? WireScale.Scaled : WireScale.Unscaled, hasTurnCode: true, out var position);
        report = reason == DropReason.BadNumber ? default : new AisReport(position, said);
        return reason;
    }
}
