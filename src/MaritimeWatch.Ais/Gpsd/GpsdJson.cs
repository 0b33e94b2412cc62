using System.Buffers;
using MaritimeWatch.Ais.Messages;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Gpsd;

/// <summary>Messages as the JSON of <c>gpsdecode -j</c>: one object a line, its field names, order, units and words.</summary>
/// <remarks>
/// Sentinels stay as gpsd prints them (181.000000, 360.0, 511, <c>"nan"</c>): this is a view of the wire, not of the domain. Every deliberate
/// difference is a row of <c>DIFFERENCES.md</c>. One instance per stream: a message 24 part B is joined with the part A before it.
/// </remarks>
public sealed class GpsdJson(GpsdJsonOptions options)
{
    // One memory for each radio channel, as in gpsd.
    private readonly PartANames[] names = [new(), new()];

    /// <summary>Writes one message.</summary>
    /// <param name="bits">Its bits.</param>
    /// <param name="channel">The radio channel that the sentence names; the halves of message 24 are joined within one.</param>
    /// <param name="output">Receives a line, or nothing for a type that was not asked for or a half of message 24 that waits.</param>
    /// <returns>
    /// <see cref="DropReason.None"/>, <see cref="DropReason.UnusedType"/> for what is no message of ITU-R M.1371-5, or
    /// <see cref="DropReason.WrongLength"/>; with a reason, nothing is written.
    /// </returns>
    public DropReason Write(PayloadBits bits, byte channel, IBufferWriter<byte> output)
    {
        var reason = MessageCheck.OfAnyType(bits);

        // A malformed MMSI is no reason to hide a message from whoever looks at the wire.
        if (reason is not (DropReason.None or DropReason.BadMmsi))
        {
            return reason;
        }

        if (options.Types is { } types && !types.Contains(bits.MessageType))
        {
            return DropReason.None;
        }

        var line = new JsonLine(output);
        if (bits.MessageType == 24)
        {
            WriteType24(bits, names[channel is (byte)'B' or (byte)'2' ? 1 : 0], line);
            return DropReason.None;
        }

        WriteHeader(bits, line);
        new GpsdFields(line, options.IsScaled).Write(bits);
        line.End();
        return DropReason.None;
    }

    private void WriteHeader(PayloadBits bits, JsonLine line)
    {
        line.Start("{\"class\":\"AIS\",\"device\":\"stdin\""u8);
        line.Add("type"u8, bits.MessageType);
        line.Add("repeat"u8, bits.RepeatIndicator);
        line.Add("mmsi"u8, bits.Mmsi);
        line.Add("scaled"u8, options.IsScaled);
    }

    private void WriteType24(PayloadBits bits, PartANames waiting, JsonLine line)
    {
        var part = new StaticDataPartB(bits);
        Span<byte> name = stackalloc byte[20];
        var fields = new GpsdFields(line, options.IsScaled);
        if (part.PartNumber == 0)
        {
            ReadOnlySpan<byte> written = name[..new StaticDataPartA(bits).Name(name)];
            if (!options.SplitsType24)
            {
                waiting.Keep(bits.Mmsi, written);
                return;
            }

            WriteHeader(bits, line);
            line.AddText("part"u8, "A"u8);
            line.AddText("shipname"u8, written);
        }
        else if (options.SplitsType24)
        {
            WriteHeader(bits, line);
            line.AddText("part"u8, "B"u8);
            fields.Write(part, bits.Mmsi);
        }
        else if (waiting.TryTake(bits.Mmsi, out var kept))
        {
            WriteHeader(bits, line);
            line.AddText("shipname"u8, kept);
            fields.Write(part, bits.Mmsi);
        }
        else
        {
            return;
        }

        line.End();
    }
}
