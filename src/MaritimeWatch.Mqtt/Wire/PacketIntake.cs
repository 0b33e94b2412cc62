using MaritimeWatch.Mqtt.Packets;

namespace MaritimeWatch.Mqtt.Wire;

/// <summary>Packets as they come from the broker, out of one buffer that grows to the largest packet that has to be whole, and shrinks again.</summary>
internal sealed class PacketIntake(Stream stream, MqttVersion version, int maximumPacketBytes)
{
    private const int UsualBytes = 64 * 1024;

    private byte[] buffer = new byte[UsualBytes];
    private int start;
    private int end;

    /// <summary>The next whole packet that has been received.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="body">Its body, valid until the next call of <see cref="FillAsync"/>.</param>
    /// <param name="fault">What is wrong, where something is.</param>
    /// <returns>False when more bytes are needed, or with a fault.</returns>
    public bool TryNext(out FixedHeader header, out ReadOnlyMemory<byte> body, out MqttFault fault)
    {
        body = default;
        if (!FixedHeader.TryRead(buffer.AsSpan(start, end - start), version, maximumPacketBytes, out header, out fault) || header.PacketBytes > end - start)
        {
            return false;
        }

        body = buffer.AsMemory(start + header.HeaderBytes, header.BodyBytes);
        start += header.PacketBytes;
        return true;
    }

    /// <summary>Receives more.</summary>
    /// <returns>False at the end of the stream.</returns>
    public ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        MakeRoom();
        var read = stream.ReadAsync(buffer.AsMemory(end), cancellation);
        return read.IsCompletedSuccessfully ? ValueTask.FromResult(Note(read.Result)) : AwaitAsync(read);
    }

    /// <summary>Forgets what has been received and not been taken.</summary>
    public void Discard() => start = end = 0;

    private async ValueTask<bool> AwaitAsync(ValueTask<int> read) => Note(await read.ConfigureAwait(false));

    private bool Note(int count)
    {
        end += count;
        return count > 0;
    }

    private void MakeRoom()
    {
        if (start == end)
        {
            start = end = 0;
            if (buffer.Length > UsualBytes)
            {
                buffer = new byte[UsualBytes];
            }

            return;
        }

        if (buffer.Length - end >= buffer.Length / 2)
        {
            return;
        }

        // Doubled as bytes arrive, never by what a header promises.
        var target = start == 0 && end == buffer.Length ? new byte[buffer.Length * 2] : buffer;
        buffer.AsSpan(start, end - start).CopyTo(target);
        buffer = target;
        end -= start;
        start = 0;
    }
}
