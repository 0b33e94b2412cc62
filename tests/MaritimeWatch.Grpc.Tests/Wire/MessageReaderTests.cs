using System.Buffers;
using System.IO.Pipelines;
using Google.Protobuf;
using MaritimeWatch.Grpc.Tests.Interop.V1;
using MaritimeWatch.Grpc.Wire;

namespace MaritimeWatch.Grpc.Tests.Wire;

public sealed class MessageReaderTests
{
    private const int Limit = 1000;

    [Fact]
    public async Task ReadAsync_OfABodyCutAnywhere_GivesTheWholeMessagesAndThenInternal()
    {
        var messages = new[] { Message(3), Message(0), Message(40) };
        var body = Body(messages);
        var ends = new[] { 0, Framed(messages[..1]), Framed(messages[..2]), Framed(messages) };
        for (var cut = 0; cut <= body.Length; cut++)
        {
            var reader = Reader(body[..cut]);
            var read = new List<Payload>();
            try
            {
                while (await reader.ReadAsync(Payload.Parser, default) is { } message)
                {
                    read.Add(message);
                }

                Assert.Contains(cut, ends);
            }
            catch (GrpcStatusException broken)
            {
                Assert.Equal(StatusCode.Internal, broken.Code);
                Assert.DoesNotContain(cut, ends);
            }

            Assert.Equal(messages.Take(ends.Count(end => end <= cut) - 1), read);
        }

        int Framed(Payload[] some) => Body(some).Length;
    }

    [Fact]
    public async Task ReadAsync_OfAMessageByteByByte_IsThatMessage()
    {
        var pipe = new Pipe();
        var reading = new MessageReader(pipe.Reader, null, Limit).ReadAsync(Payload.Parser, default);
        foreach (var octet in Body(Message(40)))
        {
            Assert.False(reading.IsCompleted);
            await pipe.Writer.WriteAsync(new[] { octet });
        }

        Assert.Equal(Message(40), await reading);
    }

    [Fact]
    public async Task ReadAsync_OfTheLongestMessage_ReadsItAndRefusesOneByteMore()
    {
        var longest = Message(Limit - 3); // Three bytes of field key and length.
        Assert.Equal(Limit, longest.CalculateSize());

        Assert.Equal(longest, await Reader(Body(longest)).ReadAsync(Payload.Parser, default));
        var refused = await Assert.ThrowsAsync<GrpcStatusException>(async () => await Reader(Body(Message(Limit - 2))).ReadAsync(Payload.Parser, default));
        Assert.Equal(StatusCode.ResourceExhausted, refused.Code);
    }

    [Fact]
    public async Task ReadAsync_OfALengthBeyondTheLimit_RefusesBeforeTheMessageIsThere() =>
        await Fails(StatusCode.ResourceExhausted, [0, 0xff, 0xff, 0xff, 0xff]);

    [Fact]
    public async Task ReadAsync_OfAnUnknownFlag_IsInternal() => await Fails(StatusCode.Internal, [2, 0, 0, 0, 0]);

    [Fact]
    public async Task ReadAsync_OfAMessageThatIsNone_IsInternal() => await Fails(StatusCode.Internal, [0, 0, 0, 0, 1, 0xff]);

    [Fact]
    public async Task ReadAsync_OfACompressedMessageWithoutAnEncoding_IsInternal() => await Fails(StatusCode.Internal, Compressed(Message(3)));

    [Fact]
    public async Task ReadAsync_OfAnUnknownEncoding_IsUnimplemented() => await Fails(StatusCode.Unimplemented, Compressed(Message(3)), "snappy");

    [Fact]
    public async Task ReadAsync_OfGzipThatIsNone_IsInternal() => await Fails(StatusCode.Internal, [1, 0, 0, 0, 3, 1, 2, 3], "gzip");

    [Fact]
    public async Task ReadAsync_OfGzip_UnpacksUpToTheLimitAndNoFurther()
    {
        Assert.Equal(Message(Limit - 3), await Reader(Compressed(Message(Limit - 3)), "gzip").ReadAsync(Payload.Parser, default));
        await Fails(StatusCode.ResourceExhausted, Compressed(Message(Limit - 2)), "gzip");
        await Fails(StatusCode.ResourceExhausted, Compressed(Message(600_000)), "gzip");
        await Fails(StatusCode.ResourceExhausted, [.. Compressed(Message(600_000))[..^4], 1, 0, 0, 0], "gzip");
    }

    [Fact]
    public async Task ReadAsync_OfALongPackedMessage_JoinsItsPieces()
    {
        const int size = 3_000_000;
        var content = new byte[size];
        new Random(5).NextBytes(content);
        var message = new Payload { Body = ByteString.CopyFrom(content) };
        var reader = new MessageReader(PipeReader.Create(new ReadOnlySequence<byte>(Compressed(message))), "gzip", 2 * size);

        Assert.Equal(message, await reader.ReadAsync(Payload.Parser, default));
    }

    private static async Task Fails(StatusCode code, byte[] body, string? encoding = null)
    {
        var refused = await Assert.ThrowsAsync<GrpcStatusException>(async () => await Reader(body, encoding).ReadAsync(Payload.Parser, default));
        Assert.Equal(code, refused.Code);
    }

    private static MessageReader Reader(byte[] body, string? encoding = null) => new(PipeReader.Create(new ReadOnlySequence<byte>(body)), encoding, Limit);

    private static Payload Message(int size) => new() { Body = ByteString.CopyFrom(new byte[size]) };

    private static byte[] Body(params Payload[] messages)
    {
        var body = new ArrayBufferWriter<byte>();
        foreach (var message in messages)
        {
            MessageFrame.Write(body, message);
        }

        return body.WrittenSpan.ToArray();
    }

    private static byte[] Compressed(Payload message)
    {
        var body = new ArrayBufferWriter<byte>();
        MessageFrame.WriteCompressed(body, message);
        return body.WrittenSpan.ToArray();
    }
}
