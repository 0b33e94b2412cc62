using System.Buffers;
using MaritimeWatch.Ais.Messages;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Gpsd;

/// <summary>Messages as the JSON of <c>gpsdecode -j</c>: one object a line, its field names, order, units and words.</summary>
/// <remarks>
/// Sentinels stay as gpsd prints them (181.000000, 360.0, 511, <c>"nan"</c>): this is a view of the wire, not of the domain. Every deliberate
/// difference is a row of <c>DIFFERENCES.md</c>. One instance per stream: a message 24 part B is joined with the part A before it. Only
/// <see cref="Admit"/> depends on the order; several instances may <see cref="Append"/> at the same time what one of them admits.
/// </remarks>
public sealed class GpsdJson(GpsdJsonOptions options)
{
    private readonly PartAMemory halves = new(options.SplitsType24);
    private readonly JsonLine line = new();

    /// <summary>What <see cref="Append"/> wrote since the last <see cref="Clear"/>; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Lines => line.Written;

    /// <summary>Writes one message: all three steps in one.</summary>
    /// <param name="bits">Its bits.</param>
    /// <param name="channel">The radio channel that the sentence names; the halves of message 24 are joined within one.</param>
    /// <param name="output">Receives a line, or nothing for a type that was not asked for or a half of message 24 that waits.</param>
    /// <returns>As <see cref="Admit"/>; with a reason, nothing is written.</returns>
    public DropReason Write(PayloadBits bits, byte channel, IBufferWriter<byte> output)
    {
        var reason = Admit(bits, channel, out var isPrinted, out var partAName);
        if (isPrinted)
        {
            Clear();
            Append(bits, partAName);
            output.Write(Lines.Span);
        }

        return reason;
    }

    /// <summary>The step that needs the messages in their order: whether a message is printed, and what an earlier one adds to it.</summary>
    /// <param name="bits">Its bits.</param>
    /// <param name="channel">The radio channel that the sentence names.</param>
    /// <param name="isPrinted">False for a rejected message, a type that was not asked for, a half of message 24 that waits.</param>
    /// <param name="partAName">For a message 24 part B joined with its part A: the name; otherwise empty. Valid until the next call.</param>
    /// <returns>
    /// <see cref="DropReason.None"/>, <see cref="DropReason.UnusedType"/> for what is no message of ITU-R M.1371-5, or <see cref="DropReason.WrongLength"/>.
    /// </returns>
    public DropReason Admit(PayloadBits bits, byte channel, out bool isPrinted, out ReadOnlySpan<byte> partAName)
    {
        isPrinted = false;
        partAName = default;
        var reason = MessageCheck.OfAnyType(bits);

        // A malformed MMSI is no reason to hide a message from whoever looks at the wire.
        if (reason is not (DropReason.None or DropReason.BadMmsi))
        {
            return reason;
        }

        if (options.Types is null || options.Types.Contains(bits.MessageType))
        {
            isPrinted = bits.MessageType != 24 || halves.IsWhole(bits, channel, out partAName);
        }

        return DropReason.None;
    }

    /// <summary>Forgets the lines, not the halves that wait.</summary>
    public void Clear() => line.Clear();

    /// <summary>The step that needs no order: the line of an admitted message, into a buffer of this instance. Allocates nothing once that has grown.</summary>
    /// <param name="bits">The bits of a message that was admitted, by this instance or another with the same options.</param>
    /// <param name="partAName">What <see cref="Admit"/> said.</param>
    public void Append(PayloadBits bits, ReadOnlySpan<byte> partAName)
    {
        WriteHeader(bits);
        var fields = new GpsdFields(line, options.IsScaled);
        if (bits.MessageType == 24)
        {
            WriteType24(bits, partAName, fields);
        }
        else
        {
            fields.Write(bits);
        }

        line.End();
    }

    private void WriteHeader(PayloadBits bits)
    {
        line.Start("{\"class\":\"AIS\",\"device\":\"stdin\""u8);
        line.Add("type"u8, bits.MessageType);
        line.Add("repeat"u8, bits.RepeatIndicator);
        line.Add("mmsi"u8, bits.Mmsi);
        line.Add("scaled"u8, options.IsScaled);
    }

    private void WriteType24(PayloadBits bits, ReadOnlySpan<byte> partAName, GpsdFields fields)
    {
        var part = new StaticDataPartB(bits);
        if (part.PartNumber == 0)
        {
            Span<byte> name = stackalloc byte[20];
            line.AddText("part"u8, "A"u8);
            line.AddText("shipname"u8, name[..new StaticDataPartA(bits).Name(name)]);
            return;
        }

        if (options.SplitsType24)
        {
            line.AddText("part"u8, "B"u8);
        }
        else
        {
            line.AddText("shipname"u8, partAName);
        }

        fields.Write(part, bits.Mmsi);
    }
}
