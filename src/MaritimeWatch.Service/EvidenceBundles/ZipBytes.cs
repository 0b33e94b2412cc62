using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>Writes an archive in which no byte is left to chance, so that none can be changed unseen: one form of header, one date, no extra fields, no comments.</summary>
/// <remarks>PKWARE APPNOTE 6.3.10. <see cref="ZipLayout"/> takes nothing else. Up to 2 GiB (decision 0563).</remarks>
internal sealed class ZipBytes
{
    /// <summary>Version 2.0: deflate.</summary>
    public const ushort Version = 20;

    /// <summary>Made on Unix, by version 2.0.</summary>
    public const ushort MadeBy = (3 << 8) | Version;

    /// <summary>1980-01-01, the first day of the format: when a bundle was made stands in its own file.</summary>
    public const ushort Date = (1 << 5) | 1;

    /// <summary>A plain file that its owner may write and everybody read.</summary>
    public const uint Attributes = 0x81A4u << 16;

    public const ushort Stored = 0;
    public const ushort Deflated = 8;
    public const int LocalHeaderBytes = 30;
    public const int CentralHeaderBytes = 46;
    public const int EndBytes = 22;

    private readonly MemoryStream archive = new();
    private readonly MemoryStream directory = new();
    private ushort count;

    /// <summary>Bytes so far.</summary>
    public long Length => archive.Length;

    /// <summary>SHA-256 of the bytes so far.</summary>
    public byte[] Hash() => SHA256.HashData(archive.GetBuffer().AsSpan(0, (int)archive.Length));

    /// <summary>Adds a file.</summary>
    /// <param name="name">ASCII.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="isPacked">Whether it is deflated.</param>
    public void Add(string name, ReadOnlySpan<byte> content, bool isPacked)
    {
        var packed = isPacked ? Deflate(content) : content;
        if (archive.Length + packed.Length > int.MaxValue - (1 << 20))
        {
            throw new BundleRefusedException(BundleRefusedException.TooMuch, "the bundle would be larger than 2 GiB; narrow the period or the neighbours");
        }

        Span<byte> shared = stackalloc byte[26];
        BinaryPrimitives.WriteUInt16LittleEndian(shared, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(shared[4..], isPacked ? Deflated : Stored);
        BinaryPrimitives.WriteUInt16LittleEndian(shared[8..], Date);
        BinaryPrimitives.WriteUInt32LittleEndian(shared[10..], Crc32.Of(content));
        BinaryPrimitives.WriteUInt32LittleEndian(shared[14..], (uint)packed.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(shared[18..], (uint)content.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(shared[22..], (ushort)name.Length);

        Number(directory, 0x02014B50, 4);
        Number(directory, MadeBy, 2);
        directory.Write(shared);

        // Comment length, disk, internal attributes: none.
        Number(directory, 0, 6);
        Number(directory, Attributes, 4);
        Number(directory, (uint)archive.Length, 4);
        directory.Write(Encoding.ASCII.GetBytes(name));

        Number(archive, 0x04034B50, 4);
        archive.Write(shared);
        archive.Write(Encoding.ASCII.GetBytes(name));
        archive.Write(packed);
        count++;
    }

    /// <summary>The whole archive.</summary>
    public byte[] ToArray()
    {
        var at = (uint)archive.Length;
        var whole = new MemoryStream();
        archive.WriteTo(whole);
        directory.WriteTo(whole);
        Number(whole, 0x06054B50, 4);
        Number(whole, 0, 4);
        Number(whole, count, 2);
        Number(whole, count, 2);
        Number(whole, (uint)directory.Length, 4);
        Number(whole, at, 4);
        Number(whole, 0, 2);
        return whole.ToArray();
    }

    private static void Number(Stream into, ulong value, int bytes)
    {
        for (; bytes > 0; bytes--, value >>= 8)
        {
            into.WriteByte((byte)value);
        }
    }

    private static byte[] Deflate(ReadOnlySpan<byte> content)
    {
        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal))
        {
            deflate.Write(content);
        }

        // Of nothing the platform's deflate makes nothing; an empty block says so to other readers.
        return packed.ToArray() is { Length: > 0 } bytes ? bytes : [3, 0];
    }
}
