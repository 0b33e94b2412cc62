using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;

namespace MaritimeWatch.Grpc.Wire;

/// <summary>A message unpacked into borrowed pieces, so that a bomb costs no more memory than a message may have, and most often none that is new.</summary>
internal sealed class UnpackedMessage : IDisposable
{
    private const int PieceBytes = 32 * 1024;

    private readonly List<Piece> _pieces = [];

    private UnpackedMessage()
    {
    }

    public ReadOnlySequence<byte> Bytes => _pieces is [var first, .., var last] ? new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length)
        : _pieces is [var only] ? new ReadOnlySequence<byte>(only.Memory)
        : ReadOnlySequence<byte>.Empty;

    /// <summary>Unpacks gzip, and no more of it than a message may have.</summary>
    /// <exception cref="GrpcStatusException">It is longer, or it is not gzip.</exception>
    public static UnpackedMessage OfGzip(ReadOnlySequence<byte> packed, int maxMessageBytes)
    {
        var unpacked = new UnpackedMessage();
        try
        {
            unpacked.Fill(packed, maxMessageBytes);
            return unpacked;
        }
        catch (Exception fault)
        {
            unpacked.Dispose();
            if (fault is InvalidDataException)
            {
                throw new GrpcStatusException(StatusCode.Internal, "a compressed message is not gzip", innerException: fault);
            }

            throw;
        }
    }

    public void Dispose()
    {
        foreach (var piece in _pieces)
        {
            ArrayPool<byte>.Shared.Return(piece.Borrowed);
        }

        _pieces.Clear();
    }

    private void Fill(ReadOnlySequence<byte> packed, int maxMessageBytes)
    {
        using var gzip = new GZipStream(PipeReader.Create(packed).AsStream(), CompressionMode.Decompress);
        var total = 0L;
        while (true)
        {
            var borrowed = ArrayPool<byte>.Shared.Rent(PieceBytes);
            var piece = new Piece(borrowed, total);
            _pieces.Add(piece);
            var count = gzip.ReadAtLeast(borrowed, borrowed.Length, throwOnEndOfStream: false);
            piece.SetLength(count);
            total += count;
            if (total > maxMessageBytes)
            {
                throw new GrpcStatusException(StatusCode.ResourceExhausted, $"a message unpacks to more than {maxMessageBytes} bytes");
            }

            if (_pieces is [.., var before, _])
            {
                before.Join(piece);
            }

            if (count < borrowed.Length)
            {
                return;
            }
        }
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(byte[] borrowed, long before)
        {
            Borrowed = borrowed;
            RunningIndex = before;
        }

        public byte[] Borrowed { get; }

        public void SetLength(int count) => Memory = Borrowed.AsMemory(0, count);

        public void Join(Piece next) => Next = next;
    }
}
