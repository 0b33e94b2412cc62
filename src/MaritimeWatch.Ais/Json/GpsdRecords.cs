using System.Text.Json;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Json;

/// <summary>gpsd's AIS objects, scaled and unscaled, and those of its relatives: AIS-catcher, libais.</summary>
/// <remarks>
/// <para>
/// Every member may be absent. Where AIS-catcher gives the sentences (<c>nmea</c>), they are decoded and the other members are passed over:
/// they say no less and are exact. The time is the first of <c>tagblock_timestamp</c>, <c>rxuxtime</c>, <c>toa</c>, <c>rxtime</c>,
/// <c>timestamp</c>; gpsd itself prints none, so then it is the clock of its last <c>TPV</c> object, else when the object arrived.
/// </para>
/// <para>A scaled rate of turn is rounded to whole degrees a minute by gpsd, and is taken as it is printed.</para>
/// </remarks>
internal sealed class GpsdRecords(StaticReportInterning interning) : IJsonRecords
{
    private static readonly JsonShape SharedShape = new(
    [
        JsonShape.At(JsonShape.Root, "class", JsonField.Class),
        JsonShape.At(JsonShape.Root, "type", JsonField.MessageType),
        JsonShape.At(JsonShape.Root, "mmsi", JsonField.Mmsi),
        JsonShape.At(JsonShape.Root, "scaled", JsonField.IsScaled),
        JsonShape.At(JsonShape.Root, "tagblock_timestamp", JsonField.TimeInTag),
        JsonShape.At(JsonShape.Root, "rxuxtime", JsonField.Time),
        JsonShape.At(JsonShape.Root, "toa", JsonField.TimeOfArrival),
        JsonShape.At(JsonShape.Root, "rxtime", JsonField.CompactTime),
        JsonShape.At(JsonShape.Root, "timestamp", JsonField.TimeOfRecord),
        JsonShape.At(JsonShape.Root, "time", JsonField.Updated),
        JsonShape.At(JsonShape.Root, "nmea", JsonField.Sentences),
        JsonShape.At(JsonShape.Root, "station_id", JsonField.Station),
        JsonShape.At(JsonShape.Root, "second", JsonField.UtcSecond),
        JsonShape.At(JsonShape.Root, "status", JsonField.Status),
        JsonShape.At(JsonShape.Root, "turn", JsonField.RateOfTurn),
        JsonShape.At(JsonShape.Root, "turn_unscaled", JsonField.RateOfTurnCode),
        JsonShape.At(JsonShape.Root, "speed", JsonField.Speed),
        JsonShape.At(JsonShape.Root, "accuracy", JsonField.Accuracy),
        JsonShape.At(JsonShape.Root, "lon", JsonField.Longitude),
        JsonShape.At(JsonShape.Root, "lat", JsonField.Latitude),
        JsonShape.At(JsonShape.Root, "course", JsonField.Course),
        JsonShape.At(JsonShape.Root, "heading", JsonField.Heading),
        JsonShape.At(JsonShape.Root, "imo", JsonField.ImoNumber),
        JsonShape.At(JsonShape.Root, "callsign", JsonField.CallSign),
        JsonShape.At(JsonShape.Root, "shipname", JsonField.Name),
        JsonShape.At(JsonShape.Root, "shiptype", JsonField.ShipType),
        JsonShape.At(JsonShape.Root, "to_bow", JsonField.ToBow),
        JsonShape.At(JsonShape.Root, "to_stern", JsonField.ToStern),
        JsonShape.At(JsonShape.Root, "to_port", JsonField.ToPort),
        JsonShape.At(JsonShape.Root, "to_starboard", JsonField.ToStarboard),
        JsonShape.At(JsonShape.Root, "draught", JsonField.Draught),
        JsonShape.At(JsonShape.Root, "destination", JsonField.Destination),
    ]);

    private readonly JsonStatics statics = new(interning);
    private readonly JsonTime times = new();
    private readonly NmeaReportReader sentences = new(interning);
    private byte[] sentence = [];
    private Instant? clock;

    /// <inheritdoc/>
    public JsonShape Shape => SharedShape;

    /// <summary>The reader of the last record's sentences; null where its other members were read.</summary>
    public NmeaReportReader? Sentences { get; private set; }

    /// <summary>Sentences of <c>nmea</c> whose other parts never came, known at the end.</summary>
    public long FinishSentences()
    {
        sentences.Finish();
        return sentences.Counters.Sum(counter => counter.DroppedFor(DropReason.FragmentAbandoned));
    }

    /// <inheritdoc/>
    public DropReason Read(JsonView view, ReadOnlySpan<byte> topic, Instant? receivedAt, out AisReport report)
    {
        report = default;
        Sentences = null;
        if (view.Has(JsonField.Class) && !view[JsonField.Class].SequenceEqual("AIS"u8))
        {
            // Of gpsd's other objects the fix of its own receiver tells the time.
            clock = view[JsonField.Class].SequenceEqual("TPV"u8) && times.TryRead(view[JsonField.Updated], out var now) ? now : clock;
            return DropReason.NotAis;
        }

        if (!TryTime(view, out var time))
        {
            return DropReason.BadTimestamp;
        }

        if (view.Has(JsonField.Sentences) && view[JsonField.Sentences].Contains((byte)'!'))
        {
            return ReadSentences(view[JsonField.Sentences], time ?? clock ?? receivedAt, out report);
        }

        return ReadMembers(view, time ?? clock ?? receivedAt, out report);
    }

    private DropReason ReadMembers(JsonView view, Instant? time, out AisReport report)
    {
        report = default;
        if (!view.Has(JsonField.Mmsi) && !view.Has(JsonField.Class))
        {
            return DropReason.AnotherFormat;
        }

        var type = view.TryWhole(JsonField.MessageType, out var number) ? number : 0;
        if (type is 4 or 11 or 21)
        {
            return DropReason.NotAVessel;
        }

        if (view.Has(JsonField.MessageType) && type is not (1 or 2 or 3 or 5 or 9 or 18 or 19 or 24 or 27))
        {
            return DropReason.UnusedType;
        }

        if (!view.TryMmsi(JsonField.Mmsi, out var mmsi))
        {
            return DropReason.BadMmsi;
        }

        if (time is not { } at)
        {
            return DropReason.NoTime;
        }

        var isScaled = !view.IsFalse(JsonField.IsScaled);
        StaticReport? said = null;
        if (type is 5 or 19 or 24 || (type == 0 && JsonStatics.IsIn(view)))
        {
            var problem = statics.Read(view, mmsi, new JsonStatics.Origin((byte)type, StaticFeed.None, isScaled ? 10 : 1), out said);
            if (problem != DropReason.None)
            {
                return problem;
            }
        }

        var stationClass = type switch
        {
            0 => StationClass.Unknown,
            18 or 19 or 24 => StationClass.ClassB,
            9 => StationClass.SarAircraft,
            _ => StationClass.ClassA,
        };
        if (type is 5 or 24 || (type == 0 && said is not null && !view.Has(JsonField.Latitude)))
        {
            report = new AisReport(JsonPosition.Silent(at, mmsi, stationClass), said);
            return DropReason.None;
        }

        var scale = (type, isScaled) switch
        {
            (9, true) => WireScale.ScaledAircraft,
            (9, false) => WireScale.UnscaledAircraft,
            (27, true) => WireScale.ScaledLongRange,
            (27, false) => WireScale.UnscaledLongRange,
            (_, true) => WireScale.Scaled,
            _ => WireScale.Unscaled,
        };
        var reason = JsonPosition.Read(view, at, mmsi, stationClass, scale, hasTurnCode: !isScaled, out var position);
        report = reason == DropReason.BadNumber ? default : new AisReport(position, said);
        return reason;
    }

    private DropReason ReadSentences(ReadOnlySpan<byte> array, Instant? time, out AisReport report)
    {
        report = default;
        Sentences = sentences;
        var reason = DropReason.Malformed;
        var reader = new Utf8JsonReader(array);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.String)
            {
                continue;
            }

            var text = reader.ValueSpan;
            if (reader.ValueIsEscaped)
            {
                // The backslashes around a TAG block.
                if (sentence.Length < text.Length)
                {
                    sentence = new byte[Math.Max(text.Length, 256)];
                }

                try
                {
                    text = sentence.AsSpan(0, reader.CopyString(sentence));
                }
                catch (InvalidOperationException)
                {
                    // Half of an escaped surrogate pair.
                    return DropReason.Malformed;
                }
            }

            sentences.Read(text, time, out report, out reason);
        }

        return reason;
    }

    /// <summary>The record's own time, or null; false when it has one that cannot be read.</summary>
    private bool TryTime(JsonView view, out Instant? time)
    {
        time = null;
        ReadOnlySpan<JsonField> inOrder = [JsonField.TimeInTag, JsonField.Time, JsonField.TimeOfArrival, JsonField.CompactTime, JsonField.TimeOfRecord];
        foreach (var field in inOrder)
        {
            if (view.Has(field))
            {
                var isRead = field == JsonField.CompactTime ? JsonTime.TryReadCompact(view[field], out var read) : times.TryRead(view[field], out read);
                time = isRead ? read : null;

                // A base station's own time may be "not available"; nothing is made of that.
                return isRead || (field == JsonField.TimeOfRecord && view[JsonField.MessageType] is [(byte)'4'] or [(byte)'1', (byte)'1']);
            }
        }

        return true;
    }
}
