using System.Buffers;
using System.Globalization;
using System.Text;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Encoding;

/// <summary>Payloads out as sentences, with a TAG block before each where asked for.</summary>
internal sealed class SentenceWriter(AisEncoderOptions options)
{
    /// <summary>With it the longest sentence stays within the 82 characters of NMEA 0183.</summary>
    private const int MaxPartCharacters = 60;

    private readonly ArrayBufferWriter<byte> body = new(128);
    private int sequenceId;
    private int group;
    private bool isChannelB;

    /// <summary>The station in the TAG blocks, or null.</summary>
    public string? Source { get; set; } = options.Source;

    public void Write(PayloadWriter payload, Instant time, IBufferWriter<byte> output)
    {
        var parts = (payload.Characters + MaxPartCharacters - 1) / MaxPartCharacters;
        var channel = isChannelB ? 'B' : 'A';
        isChannelB = !isChannelB;
        if (parts > 1)
        {
            sequenceId = (sequenceId + 1) % 10;
            group = (group + 1) % 10_000;
        }

        for (var part = 1; part <= parts; part++)
        {
            WriteTagBlock(time, part, parts, output);
            var first = (part - 1) * MaxPartCharacters;
            var last = Math.Min(first + MaxPartCharacters, payload.Characters);
            Append(string.Create(CultureInfo.InvariantCulture, $"{options.Talker}VD{(options.IsOwnShip ? 'O' : 'M')},{parts},{part},{(parts > 1 ? sequenceId : null)},{channel},"));
            for (var i = first; i < last; i++)
            {
                body.Write([payload.Armoured(i)]);
            }

            Append(string.Create(CultureInfo.InvariantCulture, $",{(part == parts ? payload.FillBits : 0)}"));
            WriteWithChecksum((byte)'!', "\r\n"u8, output);
        }
    }

    private void WriteTagBlock(Instant time, int part, int parts, IBufferWriter<byte> output)
    {
        if (!options.HasTagBlocks)
        {
            return;
        }

        if (parts > 1)
        {
            Append(string.Create(CultureInfo.InvariantCulture, $"g:{part}-{parts}-{group},"));
        }

        if (Source is { } source)
        {
            Append($"s:{source},");
        }

        Append(string.Create(CultureInfo.InvariantCulture, $"c:{time.UnixSeconds}"));
        if (options.Remark is { } remark)
        {
            Append($",t:{remark}");
        }

        WriteWithChecksum((byte)'\\', "\\"u8, output);
    }

    private void Append(string text) => System.Text.Encoding.ASCII.GetBytes(text, body);

    private void WriteWithChecksum(byte start, ReadOnlySpan<byte> end, IBufferWriter<byte> output)
    {
        output.Write([start]);
        output.Write(body.WrittenSpan);
        var sum = Checksum.Of(body.WrittenSpan);
        output.Write([(byte)'*', HexDigit(sum >> 4), HexDigit(sum & 15)]);
        output.Write(end);
        body.ResetWrittenCount();
    }

    private static byte HexDigit(int value) => (byte)(value < 10 ? '0' + value : 'A' + value - 10);
}
