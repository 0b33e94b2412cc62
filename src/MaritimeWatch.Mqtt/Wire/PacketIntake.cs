using MaritimeWatch.Mqtt.Packets;

namespace MaritimeWatch.Mqtt.Wire;

/// <summary>Packets as they come from the broker, out of one buffer that grows to the largest packet that has to be whole, and shrinks again.</summary>
internal sealed class PacketIntake(Stream stream, MqttVersion version, int maximumPacketBytes)
{
    private const int UsualBytes = 64 * 1024;

    private byte[] _buffer = new byte[UsualBytes];
    private int _start;
    private int _end;

    /// <summary>The next whole packet that has been received.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="body">Its body, valid until the next call of <see cref="FillAsync"/>.</param>
    /// <param name="fault">What is wrong, where something is.</param>
    /// <returns>False when more bytes are needed, or with a fault.</returns>
    public bool TryNext(out FixedHeader header, out ReadOnlyMemory<byte> body, out MqttFault fault)
    {
        body = default;
        if (!FixedHeader.TryRead(_buffer.AsSpan(_start, _end - _start), version, maximumPacketBytes, out header, out fault) || header.PacketBytes > _end - _start)
        {
            return false;
        }

        body = _buffer.AsMemory(_start + header.HeaderBytes, header.BodyBytes);
        _start += header.PacketBytes;
        return true;
    }

    /// <summary>Receives more.</summary>
    /// <returns>False at the end of the stream.</returns>
    public ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        MakeRoom();
        var read = stream.ReadAsync(_buffer.AsMemory(_end), cancellation);
        return read.IsCompletedSuccessfully ? ValueTask.FromResult(Note(read.Result)) : AwaitAsync(read);
    }

    /// <summary>Forgets what has been received and not been taken.</summary>
    public void Discard() => _start = _end = 0;

    private async ValueTask<bool> AwaitAsync(ValueTask<int> read) => Note(await read.ConfigureAwait(false));

    private bool Note(int count)
    {
        _end += count;
        return count > 0;
    }

    private void MakeRoom()
    {
        if (_start == _end)
        {
            _start = _end = 0;
            if (_buffer.Length > UsualBytes)
            {
                _buffer = new byte[UsualBytes];
            }

            return;
        }

        if (_buffer.Length - _end >= _buffer.Length / 2)
        {
            return;
        }

        // Doubled as bytes arrive, never by what a header promises.
        var target = _start == 0 && _end == _buffer.Length ? new byte[_buffer.Length * 2] : _buffer;
        _buffer.AsSpan(_start, _end - _start).CopyTo(target);
        _buffer = target;
        _end -= _start;
        _start = 0;
    }
}
