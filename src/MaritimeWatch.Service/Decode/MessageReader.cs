using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Replay;

namespace MaritimeWatch.Service.Decode;

/// <summary>The stages that need the input in its order, Receive to Assemble: blocks of bytes into batches of whole messages, rejected lines named.</summary>
/// <param name="input">The bytes.</param>
/// <param name="options">What is printed.</param>
/// <param name="isPrinting">False where messages are only counted: then no batch receives any.</param>
/// <param name="statistics">Counts what passes, or null.</param>
/// <param name="rejected">Names rejected lines.</param>
/// <param name="progress">Shows how far reading is.</param>
internal sealed class MessageReader(
    DecodeInput input, GpsdJsonOptions options, bool isPrinting, TrafficStatistics? statistics, RejectedLines rejected, ProgressLine progress)
{
    /// <summary>Bytes of input in a block: its lines of JSON, some six times as much, stay in a core's own cache.</summary>
    public const int BlockBytes = 1 << 15;

    private readonly LineFramer framer = new();
    private readonly SentenceParser parser = new();
    private readonly FragmentAssembler assembler = new();
    private readonly GpsdJson admission = new(options);
    private readonly StageCounter decode = new("Decode");
    private readonly byte[] buffer = new byte[BlockBytes + LineFramer.DefaultMaxLineBytes + 1];
    private int held;
    private bool isAtEnd;

    /// <summary>Lines so far.</summary>
    public long Lines => framer.Counter.In;

    /// <summary>Messages so far that were understood.</summary>
    public long Messages => decode.Out;

    /// <summary>How often each stage dropped for a reason.</summary>
    public long DroppedFor(DropReason reason) =>
        framer.Counter.DroppedFor(reason) + parser.Counter.DroppedFor(reason) + assembler.Counter.DroppedFor(reason) + decode.DroppedFor(reason);

    /// <summary>Reads the messages of the next block; waits only where there is no input yet.</summary>
    /// <returns>False at the end of the input.</returns>
    public bool TryRead(MessageBatch batch)
    {
        if (isAtEnd)
        {
            return false;
        }

        var read = input.Read(buffer.AsSpan(held, BlockBytes));
        isAtEnd = read == 0;
        ReadOnlySpan<byte> left = buffer.AsSpan(0, held + read);
        while (TryReadLine(ref left, out var line))
        {
            statistics?.Look(line);
            do
            {
                Read(ref line, batch);
            }
            while (!line.IsEmpty);
        }

        held = left.Length;
        left.CopyTo(buffer);
        progress.Draw(input.Length is > 0 and var length ? (double)input.Position / length : null, Lines, Messages, "messages", "lines");
        if (isAtEnd)
        {
            Finish();
        }

        return true;
    }

    private bool TryReadLine(ref ReadOnlySpan<byte> left, out ReadOnlySpan<byte> line)
    {
        var tooLong = framer.Counter.DroppedFor(DropReason.LineTooLong);
        var isFound = framer.TryReadLine(ref left, isAtEnd, out line);
        if (framer.Counter.DroppedFor(DropReason.LineTooLong) > tooLong)
        {
            rejected.Say(DropReason.LineTooLong, framer.LineNumber);
        }

        return isFound;
    }

    /// <summary>Reads one sentence of a line: where line ends were lost, several stand on one.</summary>
    private void Read(ref ReadOnlySpan<byte> line, MessageBatch batch)
    {
        if (!parser.TryParse(ref line, out var sentence, out var reason))
        {
            rejected.Say(reason, framer.LineNumber);
            return;
        }

        statistics?.Count(sentence);
        if (!assembler.TryAssemble(sentence, out var bits, out _, out reason))
        {
            rejected.Say(reason, framer.LineNumber);
            return;
        }

        decode.Received();
        reason = admission.Admit(bits, sentence.Channel, out var isPrinted, out var partAName);
        if (reason != DropReason.None)
        {
            decode.Drop(reason);
            rejected.Say(reason, framer.LineNumber);
            return;
        }

        statistics?.Count(bits, sentence.Count);
        if (isPrinted && isPrinting)
        {
            batch.Add(bits, partAName);
        }
    }

    private void Finish()
    {
        progress.Clear();
        assembler.Finish();
        if (input.Damage is { } damage)
        {
            rejected.SayDamaged(damage, framer.LineNumber + 1);
        }
    }
}
