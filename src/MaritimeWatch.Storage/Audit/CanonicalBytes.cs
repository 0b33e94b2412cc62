using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MaritimeWatch.Storage.Audit;

/// <summary>Values written so that they can be read in one way alone: what the chain hashes (decision 0551, <c>docs/audit.md</c>).</summary>
/// <remarks>
/// Each value is a tag and its bytes: <c>n</c> nothing; <c>i</c> a whole number, 8 bytes, two's complement, most significant first; <c>t</c> a text, the
/// number of its UTF-8 bytes in 4 bytes, most significant first, and the bytes; <c>h</c> a SHA-256, 32 bytes.
/// </remarks>
internal sealed class CanonicalBytes
{
    private byte[] bytes = new byte[1024];
    private int length;

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    /// <summary>Begins anew.</summary>
    /// <param name="kind">What the values are of: bytes of one kind are never those of another.</param>
    public CanonicalBytes Begin(string kind)
    {
        length = 0;
        return Text(kind);
    }

    public CanonicalBytes Number(long? value)
    {
        if (value is not { } number)
        {
            return Nothing();
        }

        var room = Room(9);
        room[0] = (byte)'i';
        BinaryPrimitives.WriteInt64BigEndian(room[1..], number);
        return this;
    }

    public CanonicalBytes Text(string? value)
    {
        if (value is null)
        {
            return Nothing();
        }

        var count = Encoding.UTF8.GetByteCount(value);
        Encoding.UTF8.GetBytes(value, TextOf(count));
        return this;
    }

    /// <summary>A text whose UTF-8 bytes are at hand.</summary>
    public CanonicalBytes Text(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(TextOf(utf8.Length));
        return this;
    }

    /// <summary>A hash as it is.</summary>
    public CanonicalBytes Hash(ReadOnlySpan<byte> hash)
    {
        var room = Room(33);
        room[0] = (byte)'h';
        hash.CopyTo(room[1..]);
        return this;
    }

    /// <summary>A hash as it is, or nothing.</summary>
    public CanonicalBytes Hash(byte[]? hash) => hash is null ? Nothing() : Hash(hash.AsSpan());

    /// <summary>Bytes of any length, by their hash.</summary>
    public CanonicalBytes Blob(ReadOnlySpan<byte> content)
    {
        var room = Room(33);
        room[0] = (byte)'h';
        SHA256.HashData(content, room[1..]);
        return this;
    }

    /// <summary>A column of a row that is being read, by its type. A type that is never written gets a tag that nothing else has.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">Which.</param>
    /// <param name="isHash">Whether bytes are a hash already.</param>
    public CanonicalBytes Column(RowCursor row, int column, bool isHash = false)
    {
        switch (row.Kind(column))
        {
            case RowCursor.Integer:
                return Number(row.Number(column));
            case RowCursor.Text:
                return Text(row.Bytes(column));
            case RowCursor.Nothing:
                return Nothing();
            case RowCursor.Blob:
                var bytes = row.Bytes(column);
                return isHash && bytes.Length == SHA256.HashSizeInBytes ? Hash(bytes) : Blob(bytes);
            default:
                Room(1)[0] = (byte)'f';
                return this;
        }
    }

    public CanonicalBytes Nothing()
    {
        Room(1)[0] = (byte)'n';
        return this;
    }

    private Span<byte> TextOf(int count)
    {
        var room = Room(5 + count);
        room[0] = (byte)'t';
        BinaryPrimitives.WriteInt32BigEndian(room[1..], count);
        return room[5..];
    }

    private Span<byte> Room(int count)
    {
        if (length + count > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + count));
        }

        var room = bytes.AsSpan(length, count);
        length += count;
        return room;
    }
}
