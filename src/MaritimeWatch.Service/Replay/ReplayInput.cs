using MaritimeWatch.Ais;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Recordings;

namespace MaritimeWatch.Service.Replay;

/// <summary>One recording being replayed: its bytes, its parsers, and what was refused of it.</summary>
internal sealed class ReplayInput : IReplayTraffic
{
    private readonly RecordingBytes bytes;
    private readonly RecognisedFormat format;
    private readonly byte[] header = [];
    private readonly StaticReportInterning interning;
    private readonly Instant from;
    private readonly Instant to;
    private readonly Stack<BlockParser> idleParsers = [];
    private readonly BlockParser? inOrder;
    private byte[] filled = [];

    /// <summary>Opens a recording and recognises its format.</summary>
    /// <exception cref="CommandFailedException">It cannot be opened, or is no recorded traffic.</exception>
    public ReplayInput(string path, RecognisedFormat wanted, StaticReportInterning interning, Instant from, Instant to)
    {
        (this.interning, this.from, this.to) = (interning, from, to);
        bytes = new RecordingBytes(path);
        var start = bytes.Peek();
        var problem = "";
        format = wanted.IsKnown && start.Length > 0 ? FormatRecognition.LayoutOf(start, wanted) : FormatRecognition.Recognise(start, out problem);
        if (!format.IsKnown)
        {
            throw new CommandFailedException($"{Name}: {(bytes.Damage is { } damage && start.Length == 0 ? damage : problem)}");
        }

        if (format.Format == RecordingFormat.Table)
        {
            header = FormatRecognition.FirstLine(start).ToArray();
            if (!Ais.Csv.CsvReportParser.TryCreate(header, interning, out _, out var error))
            {
                throw new CommandFailedException($"{Name}:1: {error}");
            }
        }

        inOrder = IsParallel ? null : NewParser();
    }

    /// <summary>Opens what can be opened; one bad file among several is said, and the rest goes on.</summary>
    /// <exception cref="CommandFailedException">None could be opened, or the only one.</exception>
    public static List<ReplayInput> OpenAll(
        string[] paths, RecognisedFormat format, StaticReportInterning interning, Instant from, Instant to, out bool isAnyMissing)
    {
        var inputs = new List<ReplayInput>();
        isAnyMissing = false;
        foreach (var path in paths)
        {
            try
            {
                inputs.Add(new ReplayInput(path, format, interning, from, to));
            }
            catch (CommandFailedException failure) when (paths.Length > 1)
            {
                Console.Error.WriteLine($"maritimewatch: {failure.Message}");
                isAnyMissing = true;
            }
        }

        return inputs.Count > 0 ? inputs : throw new CommandFailedException("none of the inputs could be read");
    }

    public string Name => bytes.Name;

    /// <summary>Whether its blocks may be parsed by several threads at once.</summary>
    public bool IsParallel => BlockParser.IsParallel(format);

    public long? Length => bytes.Length;

    public long Position => bytes.Position;

    /// <summary>The share of some recordings that was read, 0 to 1, or null where the length of one is not known.</summary>
    public static double? ShareRead(IReadOnlyList<ReplayInput> inputs) =>
        inputs.All(input => input.Length is > 0) ? inputs.Sum(input => (double)input.Position) / inputs.Sum(input => input.Length!.Value) : null;

    double? IReplayTraffic.ShareRead => ShareRead([this]);

    public RejectionLog Rejections { get; } = new();

    /// <summary>Rejections in words: <c>file:line: reason: excerpt</c>.</summary>
    public List<string> Messages { get; } = [];

    IReadOnlyList<string> IReplayTraffic.Messages => Messages;

    public long Lines { get; private set; }

    /// <summary>Reads the next block: whole lines, or of a document whatever comes next; 0 at the end.</summary>
    public int ReadBlock(ref byte[] block) => format.Format == RecordingFormat.JsonDocument ? bytes.ReadWhole(ref block) : bytes.ReadBlock(ref block);

    /// <summary>Reads the next block and parses it.</summary>
    public bool Fill(ReportChunk chunk)
    {
        var length = ReadBlock(ref filled);
        Parse(filled.AsSpan(0, length), chunk);
        return length > 0;
    }

    /// <summary>Parses a block; those of a format whose lines belong together one after the other, in order.</summary>
    public void Parse(ReadOnlySpan<byte> block, ReportChunk chunk)
    {
        if (inOrder is not null)
        {
            inOrder.Parse(block, chunk);
            return;
        }

        BlockParser? parser;
        lock (idleParsers)
        {
            idleParsers.TryPop(out parser);
        }

        parser ??= NewParser();
        parser.Parse(block, chunk);
        lock (idleParsers)
        {
            idleParsers.Push(parser);
        }
    }

    /// <summary>Takes over what was refused in the next chunk, in input order, so that line numbers are the file's.</summary>
    public void Account(ReportChunk chunk) => Account(chunk, rejection => format.Format == RecordingFormat.JsonDocument
        ? $"{Name}: record {Lines + rejection.Line}"
        : $"{Name}:{Lines + rejection.Line}");

    /// <summary>Takes over what was refused after several recordings had become one stream: which file it was of is not known there.</summary>
    public void AccountMerged(ReportChunk chunk) => Account(chunk, _ => "the inputs together");

    private void Account(ReportChunk chunk, Func<RejectionLog.Rejection, string> place)
    {
        foreach (var rejection in chunk.Rejections.Shown)
        {
            if (Messages.Count(message => message.Contains($": {rejection.Reason.InWords()}: ", StringComparison.Ordinal)) < 5)
            {
                Messages.Add($"{place(rejection)}: {rejection.Reason.InWords()}: {rejection.Excerpt}");
            }
        }

        for (var reason = 1; reason < DropReasons.Count; reason++)
        {
            Rejections.Count((DropReason)reason, chunk.Rejections[(DropReason)reason]);
        }

        Lines += chunk.Lines;
    }

    /// <summary>The end of the recording: what was never completed, and what cut it short.</summary>
    public void Finish()
    {
        if (inOrder is { EndsWithinRecord: true })
        {
            Rejections.Count(DropReason.Malformed, 1);
            Messages.Add($"{Name}: {DropReason.Malformed.InWords()}: it ends within record {Lines + 1}");
        }

        if (inOrder?.Finish() is > 0 and var abandoned)
        {
            Rejections.Count(DropReason.FragmentAbandoned, abandoned);
            Messages.Add($"{Name}: {DropReason.FragmentAbandoned.InWords()}: {abandoned} sentences of messages whose other parts never came");
        }

        if (bytes.SkippedLines > 0)
        {
            Rejections.Count(DropReason.LineTooLong, bytes.SkippedLines);
            Messages.Add($"{Name}: {DropReason.LineTooLong.InWords()}: {bytes.SkippedLines} lines of more than a megabyte");
        }

        if (bytes.Damage is { } damage)
        {
            IsDamaged = true;
            Messages.Add($"{Name}: after line {Lines}: {damage}");
        }
    }

    /// <summary>Whether the recording was cut short.</summary>
    public bool IsDamaged { get; private set; }

    public void Dispose() => bytes.Dispose();

    private BlockParser NewParser() => new(format, header, interning, from, to);
}
