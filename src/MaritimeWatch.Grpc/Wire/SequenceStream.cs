using System.Buffers;

namespace MaritimeWatch.Grpc.Wire;

/// <summary>Reads a sequence as a stream, without copying it first.</summary>
internal sealed class SequenceStream(ReadOnlySequence<byte> rest) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var taken = rest.Slice(0, Math.Min(rest.Length, buffer.Length));
        taken.CopyTo(buffer);
        rest = rest.Slice(taken.End);
        return (int)taken.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
