using MaritimeWatch.Ais;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Recordings;

namespace MaritimeWatch.Service.Replay;

/// <summary>One recording being replayed: its bytes, its parsers, and what was refused of it.</summary>
internal sealed class ReplayInput : IDisposable
{
    private readonly RecordingBytes bytes;
    private readonly RecordingFormat format;
    private readonly byte[] header = [];
    private readonly StaticReportInterning interning;
    private readonly Instant from;
    private readonly Instant to;
    private readonly Stack<BlockParser> idleParsers = [];
    private readonly BlockParser? sentences;
    private byte[] first;
    private int firstLength;

    /// <summary>Opens a recording and recognises its format.</summary>
    /// <exception cref="CommandFailedException">It cannot be opened, or is no recorded traffic.</exception>
    public ReplayInput(string path, RecordingFormat wanted, StaticReportInterning interning, Instant from, Instant to)
    {
        (this.interning, this.from, this.to) = (interning, from, to);
        bytes = new RecordingBytes(path);
        first = new byte[RecordingBytes.BlockBytes];
        firstLength = bytes.ReadBlock(ref first);
        var problem = "";
        format = wanted != RecordingFormat.Unknown && firstLength > 0 ? wanted : FormatRecognition.Recognise(first.AsSpan(0, firstLength), out problem);
        if (format == RecordingFormat.Unknown)
        {
            throw new CommandFailedException($"{Name}: {(bytes.Damage is { } damage && firstLength == 0 ? damage : problem)}");
        }

        if (format == RecordingFormat.Nmea)
        {
            sentences = BlockParser.ForSentences(interning, from, to);
            return;
        }

        header = FormatRecognition.FirstLine(first.AsSpan(0, firstLength)).ToArray();
        if (!Ais.Csv.CsvReportParser.TryCreate(header, interning, out _, out var error))
        {
            throw new CommandFailedException($"{Name}:1: {error}");
        }
    }

    public string Name => bytes.Name;

    /// <summary>Whether its blocks may be parsed by several threads at once.</summary>
    public bool IsParallel => format == RecordingFormat.Table;

    public long? Length => bytes.Length;

    public long Position => bytes.Position;

    public RejectionLog Rejections { get; } = new();

    /// <summary>Rejections in words: <c>file:line: reason: excerpt</c>.</summary>
    public List<string> Messages { get; } = [];

    public long Lines { get; private set; }

    /// <summary>Reads the next block of whole lines; 0 at the end.</summary>
    public int ReadBlock(ref byte[] block)
    {
        if (firstLength > 0)
        {
            (block, first) = (first, []);
            var length = firstLength;
            firstLength = 0;
            return length;
        }

        return bytes.ReadBlock(ref block);
    }

    /// <summary>Parses a block; blocks of sentences one after the other, in order.</summary>
    public void Parse(ReadOnlySpan<byte> block, ReportChunk chunk)
    {
        if (sentences is not null)
        {
            sentences.Parse(block, chunk);
            return;
        }

        BlockParser? parser;
        lock (idleParsers)
        {
            idleParsers.TryPop(out parser);
        }

        parser ??= BlockParser.ForTable(header, interning, from, to);
        parser.Parse(block, chunk);
        lock (idleParsers)
        {
            idleParsers.Push(parser);
        }
    }

    /// <summary>Takes over what was refused in the next chunk, in input order, so that line numbers are the file's.</summary>
    public void Account(ReportChunk chunk) => Account(chunk, rejection => $"{Name}:{Lines + rejection.Line}");

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
        if (sentences?.Finish() is > 0 and var abandoned)
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
}
