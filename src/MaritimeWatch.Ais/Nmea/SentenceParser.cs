using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>Stage <c>Parse</c>: lines into AIS sentences, with the time that the line, its TAG block or the time line before it tells.</summary>
/// <remarks>
/// <para>
/// A line may hold: a TAG block alone (it belongs to the next sentence); a TAG block and a sentence; a time and a sentence; a sentence
/// and the suffix of the US Coast Guard format, whose last field is the time; a <c>$PGHP</c> line, which times the next sentence.
/// The first of TAG block, <c>$PGHP</c>, leading and trailing time counts.
/// </para>
/// <para>A TAG block with a wrong checksum is passed over, not its sentence, which has a checksum of its own.</para>
/// </remarks>
public sealed class SentenceParser
{
    /// <summary>So much of the TAG blocks on lines of their own is kept for the next sentence; one block has at most 80 characters.</summary>
    private const int MaxHeldTagBytes = 1_024;

    private readonly TimestampReader timestamps = new();
    private Instant? lineTime;
    private Instant? tagTime;
    private ulong tagSource;
    private long tagGroup = Sentence.NoGroup;
    private long lastGroup = Sentence.NoGroup;
    private Instant? lastGroupTime;
    private readonly byte[] heldTags = new byte[MaxHeldTagBytes];
    private int heldTagBytes;

    /// <summary>Lines in, lines without a usable sentence dropped.</summary>
    public StageCounter Counter { get; } = new("Parse");

    /// <summary>Reads one line.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="sentence">The sentence; points into <paramref name="line"/>.</param>
    /// <param name="reason">
    /// <see cref="DropReason.NotAis"/> for comments, time lines and other sentences; <see cref="DropReason.BadChecksum"/>;
    /// <see cref="DropReason.Malformed"/>; <see cref="DropReason.BadPayload"/> for impossible fill bits.
    /// </param>
    public bool TryParse(ReadOnlySpan<byte> line, out Sentence sentence, out DropReason reason)
    {
        Counter.Received();
        reason = Parse(line, out sentence);
        if (reason == DropReason.None)
        {
            return true;
        }

        Counter.Drop(reason);
        return false;
    }

    private DropReason Parse(ReadOnlySpan<byte> line, out Sentence sentence)
    {
        sentence = default;
        line = line.Trim((byte)' ');
        if (line.IsEmpty || line[0] == '#')
        {
            return DropReason.NotAis;
        }

        if (line[0] == '$')
        {
            lineTime = TryReadTimeLine(line) ?? lineTime;
            return DropReason.NotAis;
        }

        var tags = line;
        while (!line.IsEmpty && line[0] == '\\')
        {
            var end = line[1..].IndexOf((byte)'\\');
            if (end < 0)
            {
                return DropReason.Malformed;
            }

            Remember(TagBlock.Read(line.Slice(1, end)));
            line = line[(end + 2)..];
        }

        tags = line.Length < tags.Length ? tags[1..(tags.Length - line.Length - 1)] : default;
        var start = line.IndexOf((byte)'!');
        if (start < 0)
        {
            Hold(tags);

            // Other text is passed over; a binary file is not text.
            return line.IndexOfAnyInRange((byte)0, (byte)8) < 0 ? DropReason.NotAis : DropReason.Malformed;
        }

        var time = tagTime ?? lineTime ?? (start > 0 ? LeadingTime(line[..start]) : null);
        if (heldTagBytes > 0)
        {
            Hold(tags);
            tags = heldTags.AsSpan(0, heldTagBytes);
        }

        var reason = ParseSentence(line[(start + 1)..], time, tags, out sentence);
        if (reason != DropReason.NotAis)
        {
            heldTagBytes = 0;
            lineTime = null;
            tagTime = null;
            tagSource = 0;
            tagGroup = Sentence.NoGroup;
        }

        return reason;
    }

    /// <summary>Keeps the TAG blocks of a line for the sentence to come.</summary>
    private void Hold(ReadOnlySpan<byte> tags)
    {
        var divider = heldTagBytes > 0 ? 1 : 0;
        if (tags.IsEmpty || heldTagBytes + divider + tags.Length > MaxHeldTagBytes)
        {
            return;
        }

        heldTags[heldTagBytes] = (byte)'\\';
        tags.CopyTo(heldTags.AsSpan(heldTagBytes + divider));
        heldTagBytes += divider + tags.Length;
    }

    private DropReason ParseSentence(ReadOnlySpan<byte> body, Instant? time, ReadOnlySpan<byte> tags, out Sentence sentence)
    {
        sentence = default;
        if (body.Length < 6 || !IsAis(body))
        {
            return DropReason.NotAis;
        }

        var star = body.IndexOf((byte)'*');
        if (star < 0 || !Checksum.Matches(body[..star], body[(star + 1)..]))
        {
            return DropReason.BadChecksum;
        }

        Span<Range> fields = stackalloc Range[8];
        var text = body[..star];
        if (Split(text, fields) != 7
            || !TryDigit(text[fields[1]], out var count)
            || !TryDigit(text[fields[2]], out var number)
            || count == 0
            || number == 0
            || number > count
            || !TrySequenceId(text[fields[3]], out var sequenceId)
            || text[fields[4]].Length > 1)
        {
            return DropReason.Malformed;
        }

        if (!TryDigit(text[fields[6]], out var fillBits) || fillBits > 5)
        {
            return DropReason.BadPayload;
        }

        sentence = new Sentence
        {
            Body = text,
            TagText = tags,
            Suffix = body[(star + 3)..],
            IsOwnShip = body[4] == 'O',
            Count = count,
            Number = number,
            SequenceId = sequenceId,
            Channel = text[fields[4]].IsEmpty ? (byte)0 : text[fields[4]][0],
            Payload = text[fields[5]],
            FillBits = fillBits,
            Time = time ?? TrailingTime(body[(star + 3)..]),
            Source = tagSource,
            Group = tagGroup,
        };
        return DropReason.None;
    }

    private void Remember(TagBlock tag)
    {
        tagTime = tag.Time ?? tagTime;
        tagSource = tag.Source == 0 ? tagSource : tag.Source;
        if (tag.Group == Sentence.NoGroup)
        {
            return;
        }

        // Only the first line of a group needs to carry the time.
        tagGroup = tag.Group;
        lastGroupTime = tag.Time ?? (tag.Group == lastGroup ? lastGroupTime : null);
        lastGroup = tag.Group;
        tagTime ??= lastGroupTime;
    }

    /// <summary>Talkers AB, AD, AI, AN, AR, AS, AT, AX, BS and SA; formatters VDM and VDO.</summary>
    private static bool IsAis(ReadOnlySpan<byte> body) =>
        body[2] == 'V'
        && body[3] == 'D'
        && body[4] is (byte)'M' or (byte)'O'
        && body[5] == ','
        && body[0] switch
        {
            (byte)'A' => body[1] is (byte)'B' or (byte)'D' or (byte)'I' or (byte)'N' or (byte)'R' or (byte)'S' or (byte)'T' or (byte)'X',
            (byte)'B' => body[1] == 'S',
            (byte)'S' => body[1] == 'A',
            _ => false,
        };

    private static int Split(ReadOnlySpan<byte> text, Span<Range> fields)
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

        value = 0;
        foreach (var character in text)
        {
            var digit = character - '0';
            if (digit is < 0 or > 9 || value > 999)
            {
                return false;
            }

            value = (value * 10) + digit;
        }

        return true;
    }

    /// <summary>A time before the sentence: ISO 8601 or UNIX time, with a separator or brackets around it.</summary>
    private Instant? LeadingTime(ReadOnlySpan<byte> prefix) =>
        timestamps.TryRead(prefix.Trim(" \t,;:|[]()<>"u8), out var time) ? time : null;

    /// <summary>The last field behind the checksum where it is a UNIX time, as in <c>,d-093,S2212,r09STOL1,1272844797</c>.</summary>
    private static Instant? TrailingTime(ReadOnlySpan<byte> suffix)
    {
        suffix = suffix.TrimEnd(" ,"u8);
        var comma = suffix.LastIndexOf((byte)',');
        return comma >= 0 && suffix.Length - comma - 1 >= 9 ? TagBlock.UnixTime(suffix[(comma + 1)..]) : null;
    }

    /// <summary><c>$PGHP,1,year,month,day,hour,minute,second,millisecond,…*hh</c>.</summary>
    private static Instant? TryReadTimeLine(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("$PGHP,"u8))
        {
            return null;
        }

        var star = line.IndexOf((byte)'*');
        if (star < 0 || !Checksum.Matches(line[1..star], line[(star + 1)..]))
        {
            return null;
        }

        Span<int> parts = stackalloc int[7];
        var field = 0;
        foreach (var range in line[..star].Split((byte)','))
        {
            if (field >= 2 && field < 9 && !TryNumber(line[range], out parts[field - 2]))
            {
                return null;
            }

            field++;
        }

        var isDate = field >= 9 && parts[0] is >= 1970 and <= 9998 && parts[1] is >= 1 and <= 12 && parts[2] >= 1 && parts[2] <= DateTime.DaysInMonth(parts[0], parts[1]);
        return isDate && parts[3] <= 23 && parts[4] <= 59 && parts[5] <= 59 && parts[6] <= 999
            ? Instant.FromUtc(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6])
            : null;
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var character in text)
        {
            var digit = character - '0';
            if (digit is < 0 or > 9 || value > 9_999)
            {
                return false;
            }

            value = (value * 10) + digit;
        }

        return !text.IsEmpty;
    }
}
