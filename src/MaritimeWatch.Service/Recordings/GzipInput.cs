using System.Buffers.Binary;
using System.IO.Compression;

namespace MaritimeWatch.Service.Recordings;

/// <summary>A gzip file that notices when it was cut short; <see cref="GZipStream"/> alone takes half a file for a whole one.</summary>
/// <remarks>
/// The last four bytes of a gzip member are the length of what it holds (RFC 1952). They are compared with what came out; in a file of
/// several members they tell the last one's length only, so there the comparison is left out.
/// </remarks>
internal sealed class GzipInput : Stream
{
    private readonly TrailerWatch compressed;
    private readonly GZipStream plain;
    private long length;

    /// <summary>Reads a gzip file from its first byte.</summary>
    public GzipInput(Stream source)
    {
        compressed = new TrailerWatch(source);
        plain = new GZipStream(compressed, CompressionMode.Decompress);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => length;
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">The data is damaged or ends too early.</exception>
    public override int Read(Span<byte> buffer) => Counted(plain.Read(buffer), buffer.Length);

    /// <exception cref="InvalidDataException">The data is damaged or ends too early.</exception>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <exception cref="InvalidDataException">The data is damaged or ends too early.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Counted(await plain.ReadAsync(buffer, cancellationToken), buffer.Length);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            plain.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Counted(int read, int asked)
    {
        length += read;
        if (read == 0 && asked > 0 && !compressed.IsWhole(length))
        {
            throw new InvalidDataException("the file ends before its data does");
        }

        return read;
    }

    /// <summary>The compressed bytes on their way, the last of them, and whether a second member began.</summary>
    private sealed class TrailerWatch(Stream source) : Stream
    {
        private const int TrailerBytes = 8;

        /// <summary>Enough to hold a member's header of ten bytes however the reads cut it.</summary>
        private const int KeptBytes = 16;

        private readonly byte[] last = new byte[KeptBytes];
        private long total;
        private bool hasFurtherMembers;

        private static ReadOnlySpan<byte> MemberStart => [0x1F, 0x8B, 0x08];

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => total;
            set => throw new NotSupportedException();
        }

        public bool IsWhole(long plainLength) =>
            hasFurtherMembers || (total > TrailerBytes && BinaryPrimitives.ReadUInt32LittleEndian(last.AsSpan(KeptBytes - 4)) == (uint)plainLength);

        public override int Read(Span<byte> buffer)
        {
            var read = source.Read(buffer);
            Watch(buffer[..read]);
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await source.ReadAsync(buffer, cancellationToken);
            Watch(buffer.Span[..read]);
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                source.Dispose();
            }

            base.Dispose(disposing);
        }

        private void Watch(ReadOnlySpan<byte> bytes)
        {
            if (bytes.IsEmpty)
            {
                return;
            }

            // A header may lie across two reads: look once over the seam, once over the rest.
            Span<byte> seam = stackalloc byte[KeptBytes * 2];
            last.CopyTo(seam);
            var head = bytes[..Math.Min(KeptBytes, bytes.Length)];
            head.CopyTo(seam[KeptBytes..]);
            seam = seam[..(KeptBytes + head.Length)];
            LookForMember(seam, total - KeptBytes);
            LookForMember(bytes, total);
            (bytes.Length >= KeptBytes ? bytes : seam)[^KeptBytes..].CopyTo(last);
            total += bytes.Length;
        }

        /// <summary>A member's header: the two marks, deflate, no reserved flag, an ordinary compression level (RFC 1952, section 2.3).</summary>
        private void LookForMember(ReadOnlySpan<byte> bytes, long offset)
        {
            for (var at = 0; !hasFurtherMembers && at < bytes.Length; at++)
            {
                var found = bytes[at..].IndexOf(MemberStart);
                if (found < 0)
                {
                    return;
                }

                at += found;
                hasFurtherMembers = offset + at > 0 && at + 9 < bytes.Length && bytes[at + 3] < 0x20 && bytes[at + 8] is (0 or 2 or 4);
            }
        }
    }
}
