using System.Buffers;
using System.Globalization;
using System.Text;
using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Journal;

/// <summary>Finds the lines of some vessels in a period: every part of every message that they sent, of whatever type.</summary>
/// <remarks>
/// A message belongs to the vessel whose MMSI stands in bits 8 to 37 of its payload (ITU-R M.1371-5), whether or not the service could use the message.
/// Lines without an end or with a wrong checksum belong to nobody and are not found here; the journal has them.
/// </remarks>
internal sealed class VesselSentences
{
    private const int MostHeldLines = 64;
    /// <summary>How far receipt and event may lie apart.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(10);
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);

    private readonly HashSet<uint> vessels;
    private readonly List<byte[]> numbers;
    private readonly Instant from;
    private readonly Instant to;
    private readonly long mostBytes;
    private readonly Dictionary<string, Connection> connections = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, byte[]> found = [];
    private readonly Dictionary<string, string> origins = new(StringComparer.Ordinal);
    private readonly HashSet<string> usedHere = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> used = new(StringComparer.Ordinal);
    private long line;
    private long bytes;

    private VesselSentences(IEnumerable<uint> vessels, Instant from, Instant to, long mostBytes)
    {
        this.vessels = [.. vessels];
        numbers = [.. this.vessels.Select(mmsi => Encoding.ASCII.GetBytes(mmsi.ToString(CultureInfo.InvariantCulture)))];
        (this.from, this.to, this.mostBytes) = (from, to, mostBytes);
    }

    /// <summary>Searches a journal, which may be being written.</summary>
    /// <param name="folder">Its folder; need not exist.</param>
    /// <param name="vessels">MMSIs.</param>
    /// <param name="from">First event time.</param>
    /// <param name="to">Last event time.</param>
    /// <param name="mostBytes">Stops finding beyond so many bytes, and says so.</param>
    /// <param name="cancellation">Stops it between members.</param>
    public static JournalExtract Find(string folder, IEnumerable<uint> vessels, Instant from, Instant to, long mostBytes, CancellationToken cancellation)
    {
        var search = new VesselSentences(vessels, from, to, mostBytes);
        var extract = new JournalExtract();
        foreach (var file in JournalFile.In(folder))
        {
            search.SearchFile(file, extract, cancellation);
        }

        extract.Lines.AddRange(search.found.Values);
        extract.Origins = new SortedDictionary<string, string>(search.used.ToDictionary(name => name.Key, name => string.Join("; ", name.Value)), StringComparer.Ordinal);
        extract.IsCutShort = search.bytes > mostBytes;
        return extract;
    }

    /// <summary>Searches the members of the period. Every file tells in itself where its sources send from: those open at its beginning in its first member, the others as they come.</summary>
    private void SearchFile(JournalFile file, JournalExtract extract, CancellationToken cancellation)
    {
        var members = Members(file);
        var skipped = new List<JournalMember>();
        var isUsed = members.Any(member => member.MayHold(from, to));
        origins.Clear();
        usedHere.Clear();
        foreach (var member in members)
        {
            cancellation.ThrowIfCancellationRequested();
            extract.Kept(member);
            if (member.MayHold(from, to))
            {
                extract.CutFiles += Read(file, member, text => Take(text, extract)) ? 0 : 1;
            }
            else if (isUsed && member.Offset == 0)
            {
                Read(file, member, TakeNote);
            }
            else
            {
                skipped.Add(member);
            }
        }

        foreach (var member in skipped)
        {
            if (usedHere.IsSubsetOf(origins.Keys))
            {
                break;
            }

            cancellation.ThrowIfCancellationRequested();
            Read(file, member, TakeNote);
        }

        // Of the lines that were found alone: other feeds are nobody's business. The same name is another sender in another run of the service.
        foreach (var name in usedHere)
        {
            if (!used.TryGetValue(name, out var told))
            {
                used.Add(name, told = new SortedSet<string>(StringComparer.Ordinal));
            }

            told.Add(origins.GetValueOrDefault(name, "not told"));
        }
    }

    private static IReadOnlyList<JournalMember> Members(JournalFile file)
    {
        try
        {
            return file.Members();
        }
        catch (FileNotFoundException)
        {
            // Deleted for its age while the search went on.
            return [];
        }
    }

    private static bool Read(JournalFile file, JournalMember member, JournalFile.ReadOnlySpanAction take)
    {
        try
        {
            return file.Read(member, take);
        }
        catch (FileNotFoundException)
        {
            return true;
        }
    }

    /// <summary>Takes what a member outside the period tells of sources.</summary>
    private void TakeNote(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("\\s:journal,"u8) && text[1..].IndexOf((byte)'\\') is var end and > 0)
        {
            ReadNote(text[(end + 2)..], null);
        }
    }

    private void Take(ReadOnlySpan<byte> text, JournalExtract extract)
    {
        line++;
        if (text.IsEmpty || text[0] != '\\' || text[1..].IndexOf((byte)'\\') is not (var end and > 0))
        {
            return;
        }

        var tags = new TagBlockFields(text[1..(end + 1)]);
        var source = Encoding.ASCII.GetString(tags.Source);
        if (source == JournalNote.Source)
        {
            ReadNote(text[(end + 2)..], extract);
            return;
        }

        if (!connections.TryGetValue(source, out var connection))
        {
            connections.Add(source, connection = new Connection());
        }

        if (source.StartsWith("nmea-", StringComparison.Ordinal))
        {
            TakeSentences(text, connection);
        }
        else if (tags.Time is not { } received || (received >= from - Slack && received <= to + Slack))
        {
            var record = text.ToArray();
            if (numbers.Any(number => Holds(record, number)))
            {
                Keep(line, record);
            }
        }
    }

    private void TakeSentences(ReadOnlySpan<byte> text, Connection connection)
    {
        var rest = text;
        var isSentence = false;
        while (!rest.IsEmpty)
        {
            if (connection.Parser.TryParse(ref rest, out var sentence, out var reason))
            {
                isSentence = true;
                Judge(sentence, text, connection);
            }
            else
            {
                // A wrong sentence ends what stood before it too.
                isSentence |= reason != DropReason.NotAis;
            }
        }

        if (isSentence)
        {
            connection.Before.Clear();
        }
        else if (connection.Before.Count < 4)
        {
            // A time line or a TAG block on a line of its own belongs to the sentence behind it.
            connection.Before.Add((line, text.ToArray()));
        }
    }

    private void Judge(in Sentence sentence, ReadOnlySpan<byte> text, Connection connection)
    {
        connection.Now = sentence.Time ?? connection.Now;
        var key = new Parts(Encoding.ASCII.GetString(sentence.Body.Length < 5 ? sentence.Body : sentence.Body[..5]), sentence.Count, sentence.SequenceId, sentence.Channel, sentence.Group);
        bool isWanted;
        if (sentence.Number == 1)
        {
            isWanted = Sender(sentence.Payload) is { } mmsi && vessels.Contains(mmsi) && IsWithin(connection.Now);
            if (sentence.Count > 1)
            {
                TakeHeld(key, isWanted, connection);
            }
        }
        else
        {
            isWanted = connection.Open.Contains(key);
            if (!isWanted)
            {
                // Its first part may come behind it.
                connection.Held.Add((key, line, text.ToArray()));
                connection.Held.RemoveRange(0, Math.Max(0, connection.Held.Count - MostHeldLines));
            }
            else if (sentence.Number == sentence.Count)
            {
                connection.Open.Remove(key);
            }
        }

        if (isWanted)
        {
            foreach (var (number, before) in connection.Before)
            {
                Keep(number, before);
            }

            Keep(line, text.ToArray());
        }
    }

    private void TakeHeld(Parts key, bool isWanted, Connection connection)
    {
        if (isWanted)
        {
            foreach (var held in connection.Held.Where(held => held.Key == key))
            {
                Keep(held.Line, held.Text);
            }

            connection.Open.Add(key);
        }
        else
        {
            connection.Open.Remove(key);
        }

        connection.Held.RemoveAll(held => held.Key == key);
    }

    private void Keep(long number, byte[] text)
    {
        if (bytes <= mostBytes && found.TryAdd(number, text))
        {
            bytes += text.Length + 1;
            usedHere.Add(Encoding.ASCII.GetString(new TagBlockFields(text.AsSpan(1, text.AsSpan(1).IndexOf((byte)'\\'))).Source));
        }
    }

    /// <param name="sentence">Behind its TAG block.</param>
    /// <param name="extract">Gets what was shed; null outside the period.</param>
    private void ReadNote(ReadOnlySpan<byte> sentence, JournalExtract? extract)
    {
        switch (JournalNote.Read(sentence))
        {
            case [JournalNote.Shed, var count, ..] when long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var shed):
                if (extract is not null)
                {
                    extract.Shed += shed;
                }

                break;
            case [JournalNote.Open, var name, _, var origin]:
                origins[name] = origin;
                break;
            case [JournalNote.Start, ..]:
                // Names of sources begin anew with the service.
                connections.Clear();
                break;
        }
    }

    private bool IsWithin(Instant? time) => time is not { } now || (now >= from && now <= to);

    /// <summary>The MMSI in the first part of a message.</summary>
    private static uint? Sender(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 7)
        {
            return null;
        }

        var bits = 0UL;
        for (var place = 0; place < 7; place++)
        {
            var value = payload[place] - 48;
            bits = (bits << 6) | (uint)(value > 40 ? value - 8 : value);
        }

        return (uint)(bits >> 4) & 0x3FFF_FFFF;
    }

    /// <summary>Whether a number stands in a text as a number of its own.</summary>
    private static bool Holds(byte[] text, byte[] number)
    {
        for (var at = text.AsSpan().IndexOf(number); at >= 0;)
        {
            var end = at + number.Length;
            if ((at == 0 || !Digits.Contains(text[at - 1])) && (end == text.Length || !Digits.Contains(text[end])))
            {
                return true;
            }

            var next = text.AsSpan(at + 1).IndexOf(number);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }

    /// <summary>What the parts of one message share.</summary>
    private readonly record struct Parts(string Address, int Count, int SequenceId, byte Channel, long Group);

    /// <summary>One sender's lines so far.</summary>
    private sealed class Connection
    {
        public SentenceParser Parser { get; } = new();

        public Instant? Now { get; set; }

        public HashSet<Parts> Open { get; } = [];

        public List<(Parts Key, long Line, byte[] Text)> Held { get; } = [];

        public List<(long Line, byte[] Text)> Before { get; } = [];
    }
}
