using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace MaritimeWatch.Grpc.Wire;

/// <summary>A message unpacked into borrowed pieces, so that a bomb costs no more memory than a message may have, and most often none that is new.</summary>
internal sealed class UnpackedMessage : IDisposable
{
    // Doubling, so that few pieces are borrowed for a long message: the pool keeps only some dozens of each size.
    private const int LeastPieceBytes = 16 * 1024;
    private const int MostPieceBytes = 512 * 1024;

    // RFC 1952: a header of 10 bytes, an empty block of 2, a trailer of 8.
    private const int LeastGzipBytes = 20;

    // What a byte can unpack to at the most: 258 bytes take two bits.
    private const long MostDeflated = 1032;

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
        if (packed.Length < LeastGzipBytes)
        {
            throw new InvalidDataException("even nothing takes twenty bytes of gzip");
        }

        // Ends with the length of what is packed, modulo 2^32: who says the truth is refused before anything is unpacked. A length that no
        // message can be packed from is no truth.
        Span<byte> trailer = stackalloc byte[sizeof(uint)];
        packed.Slice(packed.Length - trailer.Length).CopyTo(trailer);
        var claimed = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        if (claimed > maxMessageBytes && claimed <= packed.Length * MostDeflated)
        {
            throw TooLong(maxMessageBytes);
        }

        using var gzip = new GZipStream(new SequenceStream(packed), CompressionMode.Decompress);
        var total = 0L;
        for (var pieceBytes = LeastPieceBytes; ; pieceBytes = Math.Min(2 * pieceBytes, MostPieceBytes))
        {
            var borrowed = ArrayPool<byte>.Shared.Rent((int)Math.Min(pieceBytes, maxMessageBytes - total + 1));
            var piece = new Piece(borrowed, total);
            _pieces.Add(piece);
            var count = gzip.ReadAtLeast(borrowed, borrowed.Length, throwOnEndOfStream: false);
            piece.SetLength(count);
            total += count;
            if (total > maxMessageBytes)
            {
                throw TooLong(maxMessageBytes);
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

    private static GrpcStatusException TooLong(int maxMessageBytes) =>
        new(StatusCode.ResourceExhausted, $"a message unpacks to more than {maxMessageBytes} bytes");

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
