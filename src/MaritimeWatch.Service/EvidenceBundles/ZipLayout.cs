using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>Reads an archive that <see cref="ZipBytes"/> wrote, and takes no other: whatever differs in its structure is a change, and is named.</summary>
/// <remarks>
/// The readers of archives disagree about what to do with two entries of one name, with bytes before, between and behind the entries, with headers that
/// contradict each other: whoever wants to show two people two contents uses that. Here there is one reading or none.
/// </remarks>
internal sealed class ZipLayout
{
    /// <summary>More files than any bundle has.</summary>
    private const int MostFiles = 64;

    /// <summary>Deflate packs at most 1,032 bytes into one (zlib's technical notes); what says to hold more lies, and is given no memory.</summary>
    private const long MostPerByte = 1_100;

    private readonly byte[] bytes;
    private readonly List<string> problems = [];
    private readonly List<ZipEntry> entries = [];

    private ZipLayout(byte[] bytes) => this.bytes = bytes;

    /// <summary>What is wrong; empty for an archive as written.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>The files that could be found, in the order of the directory.</summary>
    public IReadOnlyList<ZipEntry> Entries => entries;

    /// <param name="bytes">The whole archive.</param>
    /// <param name="mostBytes">What all files together may unpack to.</param>
    public static ZipLayout Read(byte[] bytes, long mostBytes)
    {
        var layout = new ZipLayout(bytes);
        layout.ReadDirectory(mostBytes);
        return layout;
    }

    /// <summary>The content of a file; null where it is damaged, with what is wrong.</summary>
    public byte[]? Content(ZipEntry entry, out string problem)
    {
        var content = new byte[entry.Length];
        var packed = bytes.AsSpan((int)entry.DataOffset, (int)entry.PackedLength);
        problem = "";
        if (!entry.IsPacked)
        {
            packed.CopyTo(content);
        }
        else if (!TryInflate(entry, content))
        {
            problem = "its packed content is damaged or does not have the length that is said";
            return null;
        }

        if (Crc32.Of(content) != entry.Crc)
        {
            problem = "its content does not have the CRC-32 that is said";
            return null;
        }

        return content;
    }

    private bool TryInflate(ZipEntry entry, byte[] content)
    {
        try
        {
            using var packed = new MemoryStream(bytes, (int)entry.DataOffset, (int)entry.PackedLength, writable: false);
            using var inflate = new DeflateStream(packed, CompressionMode.Decompress);
            inflate.ReadExactly(content);

            // Never more than is said, however much more there is.
            return inflate.ReadByte() < 0;
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
        {
            return false;
        }
    }

    private void ReadDirectory(long mostBytes)
    {
        var end = bytes.Length - ZipBytes.EndBytes;
        if (end < 0 || U32(end) != 0x06054B50)
        {
            problems.Add("it does not end with the end of a zip directory: something stands behind it, or it is cut, or it has a comment");
            return;
        }

        var (count, size, start) = (U16(end + 10), U32(end + 12), U32(end + 16));
        if (U32(end + 4) != 0 || U16(end + 8) != count || U16(end + 20) != 0 || start + (long)size != end || count is 0 or > MostFiles)
        {
            problems.Add("the end of its directory is not as written: several disks, a comment, other bytes between, or a number of files that no bundle has");
            return;
        }

        var (at, next, total) = (start, 0L, 0L);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var number = 0; number < count; number++)
        {
            if (at + ZipBytes.CentralHeaderBytes > end || ReadEntry((int)at, end, ref next, names) is not { } entry)
            {
                problems.Add($"the entry {number + 1} of its directory is not as written");
                return;
            }

            total += entry.Length;
            if (total > mostBytes)
            {
                problems.Add($"its files unpack to more than {mostBytes >> 20} MiB; it is not unpacked");
                entries.Clear();
                return;
            }

            entries.Add(entry);
            at += (uint)(ZipBytes.CentralHeaderBytes + entry.Name.Length);
        }

        if (at != end || next != start)
        {
            problems.Add("between its files, or between them and the directory, stands something else");
        }
    }

    private ZipEntry? ReadEntry(int at, int end, ref long next, HashSet<string> names)
    {
        var central = bytes.AsSpan(at, ZipBytes.CentralHeaderBytes);
        var shared = central.Slice(6, 26);
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(shared[22..]);
        var method = BinaryPrimitives.ReadUInt16LittleEndian(shared[4..]);
        var local = BinaryPrimitives.ReadUInt32LittleEndian(central[42..]);
        if (U32(at) != 0x02014B50 || U16(at + 4) != ZipBytes.MadeBy || central[32..38].ContainsAnyExcept((byte)0) || U32(at + 38) != ZipBytes.Attributes
            || BinaryPrimitives.ReadUInt16LittleEndian(shared) != ZipBytes.Version || BinaryPrimitives.ReadUInt16LittleEndian(shared[2..]) != 0
            || method is not (ZipBytes.Stored or ZipBytes.Deflated)
            || BinaryPrimitives.ReadUInt16LittleEndian(shared[6..]) != 0 || BinaryPrimitives.ReadUInt16LittleEndian(shared[8..]) != ZipBytes.Date
            || shared[24..26].ContainsAnyExcept((byte)0)
            || nameLength is 0 or > 64 || at + ZipBytes.CentralHeaderBytes + nameLength > end
            || local != next || local + ZipBytes.LocalHeaderBytes + nameLength > end)
        {
            return null;
        }

        var name = bytes.AsSpan(at + ZipBytes.CentralHeaderBytes, nameLength);
        var header = bytes.AsSpan((int)local, ZipBytes.LocalHeaderBytes + nameLength);
        if (U32((int)local) != 0x04034B50 || !header.Slice(4, 26).SequenceEqual(shared) || !header[ZipBytes.LocalHeaderBytes..].SequenceEqual(name))
        {
            return null;
        }

        var text = Encoding.ASCII.GetString(name);
        if (!text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-') || text.Contains("..", StringComparison.Ordinal) || text[0] is '.' or '-')
        {
            problems.Add($"a file has the name '{PlainText.Clean(text)}', which no file of a bundle has");
            return null;
        }

        if (!names.Add(text))
        {
            problems.Add($"'{text}' is in it twice");
            return null;
        }

        var (packed, length) = (BinaryPrimitives.ReadUInt32LittleEndian(shared[14..]), BinaryPrimitives.ReadUInt32LittleEndian(shared[18..]));
        var data = local + ZipBytes.LocalHeaderBytes + nameLength;
        if (data + (long)packed > end || length > int.MaxValue / 2 || (method == ZipBytes.Stored ? packed != length : length > packed * MostPerByte))
        {
            return null;
        }

        next = data + packed;
        return new ZipEntry(text, local, data, packed, length, BinaryPrimitives.ReadUInt32LittleEndian(shared[10..]), method == ZipBytes.Deflated);
    }

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}
