using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Google.Protobuf;

namespace MaritimeWatch.Grpc.Wire;

/// <summary>Length-prefixed messages out of a body: one byte of flags, four of length, most significant first, then the message.</summary>
/// <param name="body">The body.</param>
/// <param name="encoding">What <c>grpc-encoding</c> says, or null.</param>
/// <param name="maxMessageBytes">The longest message accepted, before and after unpacking.</param>
internal sealed class MessageReader(PipeReader body, string? encoding, int maxMessageBytes)
{
    private const int PrefixBytes = 5;

    /// <summary>The next message, or null at the end of the body.</summary>
    /// <exception cref="GrpcStatusException">The body is not what it should be.</exception>
    public async ValueTask<T?> ReadAsync<T>(MessageParser<T> parser, CancellationToken cancellation)
        where T : class, IMessage<T>
    {
        while (true)
        {
            var result = await body.ReadAsync(cancellation);
            var buffer = result.Buffer;
            if (TryTake(ref buffer, out var message, out var isCompressed))
            {
                var parsed = Parse(parser, message, isCompressed);
                body.AdvanceTo(buffer.Start);
                return parsed;
            }

            if (result.IsCompleted)
            {
                var rest = buffer.Length;
                body.AdvanceTo(buffer.End);
                return rest == 0 ? null : throw new GrpcStatusException(StatusCode.Internal, "the body ends within a message");
            }

            body.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private bool TryTake(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> message, out bool isCompressed)
    {
        message = default;
        isCompressed = false;
        if (buffer.Length < PrefixBytes)
        {
            return false;
        }

        Span<byte> prefix = stackalloc byte[PrefixBytes];
        buffer.Slice(0, PrefixBytes).CopyTo(prefix);
        if (prefix[0] > 1)
        {
            throw new GrpcStatusException(StatusCode.Internal, $"unknown message flag {prefix[0]}");
        }

        // Refused on the prefix alone: nobody makes us hold a message that is too long.
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        if (length > maxMessageBytes)
        {
            throw new GrpcStatusException(StatusCode.ResourceExhausted, $"a message of {length} bytes is longer than the limit of {maxMessageBytes}");
        }

        if (buffer.Length < PrefixBytes + length)
        {
            return false;
        }

        isCompressed = prefix[0] == 1;
        message = buffer.Slice(PrefixBytes, length);
        buffer = buffer.Slice(PrefixBytes + length);
        return true;
    }

    private T Parse<T>(MessageParser<T> parser, ReadOnlySequence<byte> message, bool isCompressed)
        where T : class, IMessage<T>
    {
        using var unpacked = !isCompressed ? null : encoding switch
        {
            MessageEncoding.Gzip => UnpackedMessage.OfGzip(message, maxMessageBytes),
            null or MessageEncoding.Identity => throw new GrpcStatusException(StatusCode.Internal, "a message is flagged compressed, but grpc-encoding names nothing"),
            _ => throw new GrpcStatusException(StatusCode.Unimplemented, $"the message encoding '{encoding}' is not known here; known are {MessageEncoding.Accepted}"),
        };
        try
        {
            return parser.ParseFrom(unpacked?.Bytes ?? message);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Not InvalidProtocolBufferException alone: the runtime throws others too, as on a wrapper (BoolValue) that is cut off.
            throw new GrpcStatusException(StatusCode.Internal, "a message could not be parsed", innerException: fault);
        }
    }
}
