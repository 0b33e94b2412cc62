using System.Buffers;
using System.Buffers.Binary;
using Google.Protobuf;

namespace MaritimeWatch.Grpc.Wire;

/// <summary>Writes a message with its prefix.</summary>
internal static class MessageFrame
{
    private const int PrefixBytes = 5;

    public static void Write(IBufferWriter<byte> output, IMessage message, bool isCompressed)
    {
        if (isCompressed)
        {
            WriteCompressed(output, message);
        }
        else
        {
            Write(output, message);
        }
    }

    public static void Write(IBufferWriter<byte> output, IMessage message)
    {
        WritePrefix(output, isCompressed: false, message.CalculateSize());
        message.WriteTo(output);
    }

    /// <summary>A message that is serialised already.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> message, bool isCompressed)
    {
        if (isCompressed)
        {
            message = MessageEncoding.Compress(message);
        }

        WritePrefix(output, isCompressed, message.Length);
        output.Write(message);
    }

    public static void WriteCompressed(IBufferWriter<byte> output, IMessage message)
    {
        var packed = MessageEncoding.Compress(message.ToByteArray());
        WritePrefix(output, isCompressed: true, packed.Length);
        output.Write(packed);
    }

    private static void WritePrefix(IBufferWriter<byte> output, bool isCompressed, int length)
    {
        var prefix = output.GetSpan(PrefixBytes);
        prefix[0] = isCompressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], length);
        output.Advance(PrefixBytes);
    }
}
