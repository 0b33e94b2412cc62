using System.Runtime.CompilerServices;
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
/// <para>
/// Where line ends were lost, several sentences stand on one line, whole or cut short: each begins with its <c>!</c>, talker and
/// formatter, and its checksum decides. Garbage before and between them is passed over.
/// </para>
/// </remarks>
public sealed class SentenceParser
{
    private readonly TimestampReader timestamps = new();
    private readonly HeldTags held = new();
    private Instant? lineTime;
    private Instant? tagTime;
    private long tagGroup = Sentence.NoGroup;
    private long lastGroup = Sentence.NoGroup;
    private Instant? lastGroupTime;

    /// <summary>Lines in, lines without a usable sentence dropped; every sentence beyond the first of a line counts as a line.</summary>
    public StageCounter Counter { get; } = new("Parse");

    /// <summary>
    /// What the own ship's clock said last (<c>RMC</c> with a valid fix, <c>ZDA</c>), or null: the time of a log that has no other.
    /// </summary>
    public Instant? OwnShipTime { get; private set; }

    /// <summary>Reads one line to its first good sentence; others behind it are passed over.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="sentence">The sentence; points into <paramref name="line"/>.</param>
    /// <param name="reason">As for the other overload; that of the last sentence where none is good.</param>
    public bool TryParse(ReadOnlySpan<byte> line, out Sentence sentence, out DropReason reason)
    {
        while (true)
        {
            if (TryParse(ref line, out sentence, out reason))
            {
                return true;
            }

            if (line.IsEmpty)
            {
                return false;
            }
        }
    }

    /// <summary>Reads one sentence of a line.</summary>
    /// <param name="line">The line without its end; advanced to the next sentence that stands on it, empty when there is none.</param>
    /// <param name="sentence">The sentence; points into <paramref name="line"/>.</param>
    /// <param name="reason">
    /// <see cref="DropReason.NotAis"/> for comments, time lines and other sentences; <see cref="DropReason.BadChecksum"/>;
    /// <see cref="DropReason.Malformed"/>; <see cref="DropReason.BadPayload"/> for impossible fill bits.
    /// </param>
    public bool TryParse(scoped ref ReadOnlySpan<byte> line, out Sentence sentence, out DropReason reason)
    {
        Counter.Received();
        Unsafe.SkipInit(out sentence);
        var text = line;
        var tags = default(TagText);
        if (!text.IsEmpty && text[0] == '\\')
        {
            text = ReadTags(text, out tags);
        }

        if (SentenceText.TryReadOrdinary(text, ref sentence))
        {
            line = default;
            Complete(ref sentence, tags, tagTime ?? lineTime);
            reason = DropReason.None;
            return true;
        }

        reason = ParseUnusual(text, tags, ref line, out sentence);
        if (reason == DropReason.None)
        {
            return true;
        }

        Counter.Drop(reason);
        return false;
    }

    /// <summary>A line that is no plain sentence: another line, a time before it, garbage, several sentences, a bad one.</summary>
    private DropReason ParseUnusual(ReadOnlySpan<byte> text, TagText tags, scoped ref ReadOnlySpan<byte> line, out Sentence sentence)
    {
        sentence = default;
        line = default;
        text = text.Trim((byte)' ');
        if (text.IsEmpty || text[0] == '#')
        {
            held.Add(tags.Text);
            return DropReason.NotAis;
        }

        var start = SentenceText.FindStart(text);
        if (text[0] == '$')
        {
            var end = start < 0 ? text.Length : SentenceText.FindTag(text, start);
            line = text[end..];
            ReadOther(text[..end]);
            return DropReason.NotAis;
        }

        if (start < 0)
        {
            held.Add(tags.Text);

            // Other text is passed over; a binary file or a TAG block without its end is not text.
            return text.IndexOfAnyInRange((byte)0, (byte)8) >= 0 || text[0] == '\\' ? DropReason.Malformed : DropReason.NotAis;
        }

        var time = ReadPrefix(text[..start], ref tags);
        text = text[start..];
        var length = SentenceText.FindEnd(text);
        line = text[length..];
        var reason = SentenceText.Read(text[..length], out sentence);
        Complete(ref sentence, tags, tagTime ?? lineTime ?? time);
        return reason;
    }

    /// <summary>Adds what stood around a sentence, and forgets it: it belongs to this one alone, be it good or bad.</summary>
    private void Complete(ref Sentence sentence, TagText tags, Instant? time)
    {
        sentence.Time = time ?? (sentence.Suffix.IsEmpty ? null : ReceptionSuffix.TimeOf(sentence.Suffix));
        sentence.TagText = tags.Text;
        sentence.Source = tags.Source;
        sentence.Group = tagGroup;
        if (!held.IsEmpty)
        {
            sentence.TagText = held.Take(tags.Text);
            sentence.Source = new TagBlockFields(sentence.TagText).Source;
        }

        if (sentence.Source.IsEmpty && !sentence.Suffix.IsEmpty)
        {
            sentence.Source = new ReceptionSuffix(sentence.Suffix).Station;
        }

        lineTime = null;
        tagTime = null;
        tagGroup = Sentence.NoGroup;
    }

    /// <summary>Reads the TAG blocks at the front of a line.</summary>
    /// <returns>What stands behind them; with its backslash where a block has no end.</returns>
    private ReadOnlySpan<byte> ReadTags(ReadOnlySpan<byte> line, out TagText tags)
    {
        var block = new TagBlock();
        var rest = line;
        while (!rest.IsEmpty && rest[0] == '\\' && block.Read(rest) is var length and > 0)
        {
            rest = rest[length..];
        }

        tags = rest.Length == line.Length ? default : new TagText(line[1..(line.Length - rest.Length - 1)], block.Source);
        tagTime = block.Time ?? tagTime;
        if (block.Group != Sentence.NoGroup)
        {
            // Only the first line of a group needs to carry the time.
            tagGroup = block.Group;
            lastGroupTime = block.Time ?? (tagGroup == lastGroup ? lastGroupTime : null);
            lastGroup = tagGroup;
            tagTime ??= lastGroupTime;
        }

        return rest;
    }

    /// <summary>What stands before a sentence: a TAG block behind garbage, or a time (ISO 8601 or UNIX) with a separator or brackets around it.</summary>
    private Instant? ReadPrefix(ReadOnlySpan<byte> prefix, ref TagText tags)
    {
        if (prefix.IsEmpty)
        {
            return null;
        }

        if (SentenceText.FindTag(prefix, prefix.Length) is var open && open < prefix.Length)
        {
            ReadTags(prefix[open..], out tags);
            prefix = prefix[..open];
        }

        return timestamps.TryRead(prefix.Trim(" \t,;:|[]()<>"u8), out var time) ? time : null;
    }

    /// <summary>A line that carries no AIS, but perhaps the time.</summary>
    private void ReadOther(ReadOnlySpan<byte> line)
    {
        if (PghpLine.TryRead(line, out var pghp))
        {
            lineTime = pghp.Time;
        }
        else
        {
            OwnShipTime = OwnShipClock.TimeOf(line) ?? OwnShipTime;
        }
    }

    /// <summary>The TAG blocks of one line.</summary>
    private readonly ref struct TagText(ReadOnlySpan<byte> text, ReadOnlySpan<byte> source)
    {
        public ReadOnlySpan<byte> Text { get; } = text;

        public ReadOnlySpan<byte> Source { get; } = source;
    }
}
