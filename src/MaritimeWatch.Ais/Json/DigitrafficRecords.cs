using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Json;

/// <summary>Digitraffic marine, version 2: MQTT payloads of <c>location</c> and <c>metadata</c>, GeoJSON of <c>/locations</c>, objects of <c>/vessels</c>.</summary>
/// <remarks>
/// Units: degrees, knots, degrees; draught in decimetres; rate of turn as the code of the wire, 128 also "not available". A location's
/// time is in seconds over MQTT, in milliseconds over REST; a feature's <c>timestamp</c> is the UTC second of the message and no time; over MQTT it is left out.
/// The feed does not tell class A from class B, nor messages 5, 19 and 24 from each other. The packed ETA is passed over: no report has one.
/// </remarks>
internal sealed class DigitrafficRecords(StaticReportInterning interning) : IJsonRecords
{
    private const byte Payload = 2;
    private const byte Properties = 3;
    private const byte Geometry = 4;

    private static readonly JsonShape SharedShape = new(
    [
        .. Members(JsonShape.Root),
        .. Members(Payload),
        .. Movement(Properties),
        JsonShape.At(JsonShape.Root, "topic", JsonField.Topic),
        JsonShape.Object(JsonShape.Root, "payload", Payload),
        JsonShape.Object(JsonShape.Root, "properties", Properties),
        JsonShape.Object(JsonShape.Root, "geometry", Geometry),
        JsonShape.At(Properties, "mmsi", JsonField.Mmsi),
        JsonShape.At(Properties, "timestampExternal", JsonField.Time),
        JsonShape.At(Properties, "timestamp", JsonField.UtcSecond),
        JsonShape.At(Geometry, "coordinates", JsonField.Coordinates),
    ]);

    private readonly JsonStatics statics = new(interning);
    private readonly JsonTime times = new();

    /// <inheritdoc/>
    public JsonShape Shape => SharedShape;

    /// <inheritdoc/>
    public DropReason Read(JsonView view, ReadOnlySpan<byte> topic, Instant? receivedAt, out AisReport report)
    {
        report = default;
        var isLocation = view.Has(JsonField.Time);
        if (!isLocation && (!view.Has(JsonField.TimeOfStatic) || view.Has(JsonField.Latitude) || !JsonStatics.IsIn(view)))
        {
            return view.Has(JsonField.Updated) ? DropReason.NotAis : DropReason.AnotherFormat;
        }

        if (!view.TryMmsi(JsonField.Mmsi, out var mmsi) && !TryMmsiOf(topic.IsEmpty ? view[JsonField.Topic] : topic, out mmsi))
        {
            return DropReason.BadMmsi;
        }

        if (mmsi.Kind is StationKind.CoastStation or StationKind.AidToNavigation)
        {
            return DropReason.NotAVessel;
        }

        if (!times.TryRead(view[isLocation ? JsonField.Time : JsonField.TimeOfStatic], out var time))
        {
            return DropReason.BadTimestamp;
        }

        if (isLocation)
        {
            var reason = JsonPosition.Read(view, time, mmsi, StationClass.Unknown, WireScale.Scaled, hasTurnCode: true, out var position);
            report = reason == DropReason.BadNumber ? default : new AisReport(position, null);
            return reason;
        }

        var problem = statics.Read(view, mmsi, new JsonStatics.Origin(0, StaticFeed.Digitraffic, DraughtUnitsPerMetre: 1), out var said);
        report = problem == DropReason.None ? new AisReport(JsonPosition.Silent(time, mmsi, StationClass.Unknown), said) : default;
        return problem;
    }

    /// <summary>The MMSI of <c>vessels-v2/230112970/location</c>.</summary>
    private static bool TryMmsiOf(ReadOnlySpan<byte> topic, out Mmsi mmsi)
    {
        mmsi = default;
        var start = topic.IndexOf((byte)'/');
        var rest = topic[(start + 1)..];
        var end = rest.IndexOf((byte)'/');
        if (start < 0 || end < 0 || !Csv.DecimalText.TryReadWhole(rest[..end], out var value) || value == 0)
        {
            return false;
        }

        mmsi = new Mmsi(value);
        return true;
    }

    private static IEnumerable<(byte Place, string Name, JsonField Field, byte Inner)> Movement(byte place) =>
    [
        JsonShape.At(place, "sog", JsonField.Speed),
        JsonShape.At(place, "cog", JsonField.Course),
        JsonShape.At(place, "navStat", JsonField.Status),
        JsonShape.At(place, "rot", JsonField.RateOfTurn),
        JsonShape.At(place, "posAcc", JsonField.Accuracy),
        JsonShape.At(place, "heading", JsonField.Heading),
    ];

    private static IEnumerable<(byte Place, string Name, JsonField Field, byte Inner)> Members(byte place) =>
    [
        .. Movement(place),
        JsonShape.At(place, "mmsi", JsonField.Mmsi),
        JsonShape.At(place, "time", JsonField.Time),
        JsonShape.At(place, "lon", JsonField.Longitude),
        JsonShape.At(place, "lat", JsonField.Latitude),
        JsonShape.At(place, "timestamp", JsonField.TimeOfStatic),
        JsonShape.At(place, "updated", JsonField.Updated),
        JsonShape.At(place, "name", JsonField.Name),
        JsonShape.At(place, "callSign", JsonField.CallSign),
        JsonShape.At(place, "imo", JsonField.ImoNumber),
        JsonShape.At(place, "destination", JsonField.Destination),
        JsonShape.At(place, "draught", JsonField.Draught),
        JsonShape.At(place, "type", JsonField.ShipType),
        JsonShape.At(place, "shipType", JsonField.ShipType),
        JsonShape.At(place, "refA", JsonField.ToBow),
        JsonShape.At(place, "refB", JsonField.ToStern),
        JsonShape.At(place, "refC", JsonField.ToPort),
        JsonShape.At(place, "refD", JsonField.ToStarboard),
        JsonShape.At(place, "referencePointA", JsonField.ToBow),
        JsonShape.At(place, "referencePointB", JsonField.ToStern),
        JsonShape.At(place, "referencePointC", JsonField.ToPort),
        JsonShape.At(place, "referencePointD", JsonField.ToStarboard),
    ];
}
