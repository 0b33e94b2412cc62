using System.Buffers;
using System.IO.Pipelines;
using MaritimeWatch.Grpc.Tests.Hosting;
using MaritimeWatch.Grpc.Tests.Interop.V1;
using MaritimeWatch.Grpc.Wire;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Grpc.Tests.Wire;

/// <summary>quality.md BAD-6 on the reader of messages: whatever comes, messages or a status that fits, the same in whatever pieces, and no more than 4 MiB for it.</summary>
public sealed class MessageReaderFuzzTests
{
    private const int UsualCases = 100_000;
    private const int BombEvery = 1_000;

    private static readonly string?[] Encodings = [null, "identity", "gzip", "gzip", "gzip", "snappy", "", "gzip,identity", "GZIP"];

    [Fact]
    public void ReadAsync_OfHostileFrames_GivesMessagesOrAStatusWithinTheLimit()
    {
        var messages = 0L;
        var statuses = new HashSet<StatusCode>();

        // Once before, so that nothing is measured that is made once in a process.
        Read([HostileFrames.LyingBomb], "gzip");
        for (var number = 0; number < FuzzBudget.Cases(UsualCases); number++)
        {
            var random = FuzzBudget.Random("grpc-frames", number);
            var body = number % BombEvery == 0 ? HostileFrames.LyingBomb : HostileFrames.Changed(random);
            var encoding = number % BombEvery == 0 ? "gzip" : Encodings[random.Next(Encodings.Length)];

            var before = GC.GetAllocatedBytesForCurrentThread();
            var whole = Read([body], encoding);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            var pieces = Read(Pieces(body, random), encoding);

            Assert.True(whole.Messages.SequenceEqual(pieces.Messages) && whole.End == pieces.End, $"input {number} of seed {FuzzBudget.Seed}: whole {whole.End}, in pieces {pieces.End}");
            Assert.True(allocated <= HostileFrames.Limit, $"input {number} of seed {FuzzBudget.Seed}: {allocated} bytes for {body.Length}");
            messages += whole.Messages.Count;
            statuses.Add(whole.End);
        }

        Assert.True(messages > 10_000, $"only {messages} messages were read: that proves nothing");
        Assert.Equal([StatusCode.Ok, StatusCode.ResourceExhausted, StatusCode.Unimplemented, StatusCode.Internal], statuses.Order());
    }

    /// <summary>Anything but a status escapes, and fails the test with its input.</summary>
    private static (List<SimpleRequest> Messages, StatusCode End) Read(IEnumerable<byte[]> pieces, string? encoding)
    {
        var reader = new MessageReader(PipeReader.Create(Joined(pieces)), encoding, HostileFrames.Limit);
        var messages = new List<SimpleRequest>();
        try
        {
            while (true)
            {
                var reading = reader.ReadAsync(SimpleRequest.Parser, CancellationToken.None);
                Assert.True(reading.IsCompleted);
                if (reading.GetAwaiter().GetResult() is not { } message)
                {
                    return (messages, StatusCode.Ok);
                }

                messages.Add(message);
            }
        }
        catch (GrpcStatusException status)
        {
            return (messages, status.Code);
        }
    }

    private static IEnumerable<byte[]> Pieces(byte[] body, Random random)
    {
        for (var at = 0; at < body.Length;)
        {
            var length = Math.Min(body.Length - at, random.Next(1, random.Next(2) == 0 ? 4 : 300));
            yield return body[at..(at + length)];
            at += length;
        }
    }

    private static ReadOnlySequence<byte> Joined(IEnumerable<byte[]> pieces)
    {
        Segment? first = null;
        Segment? last = null;
        foreach (var piece in pieces)
        {
            last = last is null ? first = new Segment(piece, 0) : last.Then(piece);
        }

        return first is null ? ReadOnlySequence<byte>.Empty : new ReadOnlySequence<byte>(first, 0, last!, last!.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(byte[] bytes, long before)
        {
            Memory = bytes;
            RunningIndex = before;
        }

        public Segment Then(byte[] bytes)
        {
            var next = new Segment(bytes, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
