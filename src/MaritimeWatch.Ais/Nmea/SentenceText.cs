using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>The text of one sentence, <c>!AIVDM,count,number,sequence,channel,payload,fill*hh</c>, into its fields.</summary>
internal static class SentenceText
{
    /// <summary>Characters before the count: <c>!AIVDM,</c>.</summary>
    private const int AddressLength = 7;

    /// <summary>The shortest sentence with every field: <c>!AIVDM,1,1,,,,0*hh</c>.</summary>
    private const int MinLength = 18;

    private const int Commas = 6;

    // The address in one register, first character lowest: the talker left out, M and O taken as one.
    private const ulong AddressMask = 0x00FF_FDFF_FF00_00FF;
    private const ulong Address = ((ulong)',' << 48) | ((ulong)'M' << 40) | ((ulong)'D' << 32) | ((ulong)'V' << 24) | '!';

    /// <summary>Reads a sentence whose fields stand where they nearly always do, alone on its line or with a suffix.</summary>
    /// <param name="text">From the exclamation mark to the end of the line.</param>
    /// <param name="sentence">Gets its fields and its suffix, nothing of what stood before it.</param>
    /// <returns>False for everything unusual, good or bad: <see cref="Read"/> tells which.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadOrdinary(ReadOnlySpan<byte> text, ref Sentence sentence)
    {
        if (text.Length < MinLength || !IsAis(text))
        {
            return false;
        }

        var star = text[^3] == '*' ? text.Length - 3 : text.IndexOf((byte)'*');
        var count = text[7] - '0';
        var number = text[9] - '0';
        if (star < 15 || star + 3 > text.Length || text[8] != ',' || text[10] != ',' || (uint)(count - 1) > 8 || (uint)(number - 1) >= (uint)count)
        {
            return false;
        }

        // The sequence identifier and the channel have one character or none.
        var at = 11;
        var sequenceId = Sentence.NoSequenceId;
        if (text[at] != ',')
        {
            sequenceId = text[at++] - '0';
        }

        var channel = text[at + 1];
        if ((uint)(sequenceId + 1) > 10 || text[at] != ',')
        {
            return false;
        }

        at += channel == ',' ? 1 : 2;
        var fillBits = text[star - 1] - '0';
        var length = star - 3 - at;
        if (length < 0 || text[at] != ',' || text[star - 2] != ',' || (uint)fillBits > 5)
        {
            return false;
        }

        // Six commas in all, five before the payload and one behind: there is none in it.
        if (Checksum.WithCommas(text[1..star]) != ((Commas << 8) | Checksum.Said(text[(star + 1)..])))
        {
            return false;
        }

        var suffix = text[(star + 3)..];
        if (!suffix.IsEmpty && FindEnd(text) != text.Length)
        {
            return false;
        }

        sentence.Body = text[1..star];
        sentence.Payload = text.Slice(at + 1, length);
        sentence.Suffix = suffix;
        sentence.Count = count;
        sentence.Number = number;
        sentence.SequenceId = sequenceId;
        sentence.Channel = channel == ',' ? (byte)0 : channel;
        sentence.FillBits = fillBits;
        return true;
    }

    /// <summary>Reads a sentence field by field.</summary>
    /// <param name="text">From the exclamation mark of an AIS sentence to before the next one.</param>
    /// <param name="sentence">Its fields and its suffix, nothing of what stood before it.</param>
    public static DropReason Read(ReadOnlySpan<byte> text, out Sentence sentence)
    {
        sentence = default;
        var star = text.IndexOf((byte)'*');
        if (star < 0 || !Checksum.Matches(text[1..star], text[(star + 1)..]))
        {
            return DropReason.BadChecksum;
        }

        Span<Range> fields = stackalloc Range[8];
        var body = text[1..star];
        if (Split(body, fields) != 7
            || !TryDigit(body[fields[1]], out var count)
            || !TryDigit(body[fields[2]], out var number)
            || count == 0
            || number == 0
            || number > count
            || !TrySequenceId(body[fields[3]], out var sequenceId)
            || body[fields[4]].Length > 1)
        {
            return DropReason.Malformed;
        }

        if (!TryDigit(body[fields[6]], out var fillBits) || fillBits > 5)
        {
            return DropReason.BadPayload;
        }

        sentence = new Sentence
        {
            Body = body,
            Payload = body[fields[5]],
            Suffix = text[(star + 3)..],
            Count = count,
            Number = number,
            SequenceId = sequenceId,
            Channel = body[fields[4]].IsEmpty ? (byte)0 : body[fields[4]][0],
            FillBits = fillBits,
        };
        return DropReason.None;
    }

    /// <summary>Where the first AIS sentence begins, its exclamation mark, or -1.</summary>
    public static int FindStart(ReadOnlySpan<byte> text)
    {
        for (var from = 0; ; from++)
        {
            var mark = text[from..].IndexOf((byte)'!');
            if (mark < 0)
            {
                return -1;
            }

            from += mark;
            if (text.Length - from > AddressLength && IsAis(text[from..]))
            {
                return from;
            }
        }
    }

    /// <summary>Where a sentence with its suffix ends: before the next one on the line and its TAG block, or a <c>$</c> line, else with the line.</summary>
    public static int FindEnd(ReadOnlySpan<byte> text)
    {
        var next = FindStart(text[1..]) + 1;
        if (next == 0)
        {
            return text.Length;
        }

        var star = text[..next].IndexOf((byte)'*');
        var other = star < 0 ? -1 : text[star..next].IndexOfAny((byte)'\\', (byte)'$');
        return other < 0 ? next : star + other;
    }

    /// <summary>Where the TAG block directly before a sentence begins, or the sentence where there is none.</summary>
    /// <param name="text">What stands before the sentence too.</param>
    /// <param name="start">The exclamation mark of the sentence.</param>
    public static int FindTag(ReadOnlySpan<byte> text, int start)
    {
        var open = start > 1 && text[start - 1] == '\\' ? text[..(start - 1)].LastIndexOf((byte)'\\') : -1;
        return open < 0 ? start : open;
    }

    /// <summary>Talkers AB, AD, AI, AN, AR, AS, AT, AX, BS and SA; formatters VDM and VDO.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsAis(ReadOnlySpan<byte> text)
    {
        var word = BinaryPrimitives.ReadUInt64LittleEndian(text);
        return (word & AddressMask) == Address && IsTalker((int)(word >> 8) & 0xFF, (int)(word >> 16) & 0xFF);
    }

    private static bool IsTalker(int first, int second) => first switch
    {
        'A' => second is 'I' or 'B' or 'D' or 'N' or 'R' or 'S' or 'T' or 'X',
        'B' => second == 'S',
        'S' => second == 'A',
        _ => false,
    };

    /// <summary>The fields between the commas, as many as there is room for.</summary>
    public static int Split(ReadOnlySpan<byte> text, Span<Range> fields)
    {
        var count = 0;
        var start = 0;
        while (count < fields.Length)
        {
            var length = text[start..].IndexOf((byte)',');
            fields[count++] = length < 0 ? start..text.Length : start..(start + length);
            if (length < 0)
            {
                break;
            }

            start += length + 1;
        }

        return count;
    }

    private static bool TryDigit(ReadOnlySpan<byte> text, out int value)
    {
        value = text.Length == 1 ? text[0] - '0' : -1;
        return value is >= 0 and <= 9;
    }

    private static bool TrySequenceId(ReadOnlySpan<byte> text, out int value)
    {
        value = Sentence.NoSequenceId;
        if (text.IsEmpty)
        {
            return true;
        }

        var number = text.Length <= 4 ? TagBlock.Number(text) : null;
        value = (int)(number ?? 0);
        return number is not null;
    }
}
