using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Tests;

/// <summary>The output of gpsdecode beside ours, message by message: what is the same, what a row of the table explains, and what nothing does.</summary>
internal sealed class GpsdComparison(GpsdJsonOptions options, params string[] arguments)
{
    /// <summary>No row or pair of rows concerns more members of one message.</summary>
    private const int MostMembers = 6;

    /// <summary>Messages that both print.</summary>
    public int Both { get; private set; }

    /// <summary>How often each row of the table applies.</summary>
    public SortedDictionary<string, int> Explained { get; } = new(StringComparer.Ordinal);

    /// <summary>What no row explains.</summary>
    public List<string> Unexplained { get; } = [];

    /// <summary>Adds a recording, or sentences made for the purpose.</summary>
    public void Add(byte[] input, IEnumerable<byte[]> lines)
    {
        var ours = OurJson.Of(lines, options, out var wrongLengths);
        var (theirs, rest) = Pair(Theirs(input), ours);
        var tooLong = theirs.Where(message => wrongLengths.Contains(message.Sender)).ToList();
        tooLong.ForEach(_ => Count(GpsdDifference.WrongLength));
        Unexplained.AddRange(theirs.Except(tooLong).Select(message => $"only gpsd: {message.Line}"));
        AddOnlyOurs(rest);
    }

    private List<GpsdMessage> Theirs(ReadOnlyMemory<byte> input) => [.. Gpsdecode.Lines(input, arguments).Select(line =>
    {
        var message = GpsdRepair.Parsed(line, out var difference);
        Count(difference);
        return message;
    })];

    /// <summary>Takes away what is the same and what rows of the table explain.</summary>
    private (List<GpsdMessage> Theirs, List<OurJson> Ours) Pair(List<GpsdMessage> theirs, List<OurJson> ours)
    {
        var same = ours.GroupBy(entry => entry.Message.Signature).ToDictionary(group => group.Key, group => new Queue<OurJson>(group.OrderBy(entry => Cause(entry) is not null)));
        var different = theirs.Where(message => !same.TryGetValue(message.Signature, out var entries) || !entries.TryDequeue(out _)).ToList();
        Both += theirs.Count - different.Count;
        var rest = same.Values.SelectMany(entries => entries).GroupBy(entry => entry.Message.Sender).ToDictionary(group => group.Key, group => group.ToList());
        var unexplained = different.Where(message => !TakeExplained(message, rest.GetValueOrDefault(message.Sender))).ToList();
        return (unexplained, [.. rest.Values.SelectMany(entries => entries)]);
    }

    /// <summary>Takes that one of the same sender's messages which the fewest rows of the table tell from gpsd's.</summary>
    private bool TakeExplained(GpsdMessage message, List<OurJson>? candidates)
    {
        var best = (Entry: default(OurJson), Rows: new List<GpsdDifference?>());
        foreach (var candidate in candidates ?? [])
        {
            var members = message.DifferentMembers(candidate.Message);
            if ((best.Entry is not null && members.Count >= best.Rows.Count) || members.Count > MostMembers)
            {
                continue;
            }

            var rows = members.ConvertAll(member => GpsdRules.Explain(member, message, candidate));
            if (rows.TrueForAll(row => row is not null))
            {
                best = (candidate, rows);
                if (rows.Count < 2)
                {
                    break;
                }
            }
        }

        if (best.Entry is null)
        {
            return false;
        }

        best.Rows.Distinct().ToList().ForEach(Count);
        candidates!.Remove(best.Entry);
        Both++;
        return true;
    }

    /// <summary>What gpsd did not print, it must print when it gets the message as plain sentences; then the way the sentences came explains it.</summary>
    private void AddOnlyOurs(List<OurJson> messages)
    {
        if (messages.Count == 0)
        {
            return;
        }

        var plain = System.Text.Encoding.ASCII.GetBytes(string.Concat(messages.Select(message => message.Sentences)));
        var again = new GpsdComparison(options, arguments);
        var (_, unknown) = again.Pair(again.Theirs(plain), messages);
        foreach (var message in messages.Except(unknown))
        {
            var cause = Cause(message);
            Count(cause);
            if (cause is null)
            {
                Unexplained.Add($"only here though gpsd knows it: {message.Message.Line}\n{message.LineBefore}\n{message.LastLine}");
            }
        }

        var tolerated = unknown.Where(message => (message.Message.Type, message.Bits) is (27, > 96 and < 102) or (24, > 168 and < 174) or (26, > 1_004)).ToList();
        tolerated.ForEach(_ => Count(GpsdDifference.WrongLength));
        Unexplained.AddRange(unknown.Except(tolerated).Select(message => $"only here: {message.Message.Line}\n{message.Sentences}"));
    }

    /// <summary>Why gpsd may not see a message, by the way it came.</summary>
    private static GpsdDifference? Cause(OurJson message) => message switch
    {
        { IsOfSeveralSentences: true } => GpsdDifference.PartsOfSeveral,
        { Channel: not ('A' or 'B' or '1' or '2' or '\0') } => GpsdDifference.UnknownChannel,
        { IsBehind: true } => GpsdDifference.LineStart,
        { LineBefore: ['!', ..] damaged } when !new SentenceParser().TryParse(Bytes.Latin1(damaged), out _, out _) => GpsdDifference.LineBefore,
        _ => null,
    };

    private void Count(GpsdDifference? difference)
    {
        if (difference is { } row)
        {
            Explained[row.ToString()] = Explained.GetValueOrDefault(row.ToString()) + 1;
        }
    }
}
