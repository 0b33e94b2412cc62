using System.Buffers;
using System.IO.Compression;

namespace MaritimeWatch.Grpc.Wire;

/// <summary>Compression of single messages: <c>identity</c> and <c>gzip</c>.</summary>
internal static class MessageEncoding
{
    public const string Identity = "identity";
    public const string Gzip = "gzip";

    /// <summary>The value of <c>grpc-accept-encoding</c>.</summary>
    public const string Accepted = "identity,gzip";

    /// <summary>Unpacks a gzip message, and no more of it than a message may have.</summary>
    public static byte[] Decompress(ReadOnlySequence<byte> message, int maxMessageBytes)
    {
        try
        {
            using var packed = new MemoryStream(message.ToArray());
            using var gzip = new GZipStream(packed, CompressionMode.Decompress);
            using var unpacked = new MemoryStream();
            var chunk = new byte[16 * 1024];
            int count;
            while ((count = gzip.Read(chunk)) > 0)
            {
                if (unpacked.Length + count > maxMessageBytes)
                {
                    throw new GrpcStatusException(StatusCode.ResourceExhausted, $"a message unpacks to more than {maxMessageBytes} bytes");
                }

                unpacked.Write(chunk, 0, count);
            }

            return unpacked.ToArray();
        }
        catch (InvalidDataException)
        {
            throw new GrpcStatusException(StatusCode.Internal, "a compressed message is not gzip");
        }
    }

    public static byte[] Compress(ReadOnlySpan<byte> message)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(message);
        }

        return packed.ToArray();
    }
}
