using System.IO.Compression;
using System.Text;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Recordings;

namespace MaritimeWatch.Service.Tests.Recordings;

/// <summary>How a recording is packed is told by its first bytes, from a file and from a pipe.</summary>
public sealed class CompressionTests
{
    private static readonly byte[] Table = Encoding.UTF8.GetBytes("Time,MMSI,Lat,Lon\n" + string.Concat(Enumerable.Range(0, 5_000).Select(i => $"2024-01-01 00:00:00,{219_000_000 + i},55.1,14.{i}\n")));

    [Fact]
    public void Content_PlainFile_IsItself() => Assert.Equal(Table, Read(Table));

    [Fact]
    public void Content_Gzip_IsUnpackedWhateverItsName() => Assert.Equal(Table, Read(Gzip(Table)));

    [Fact]
    public void Content_GzipInTwoMembers_IsBoth() => Assert.Equal([.. Table, .. Table], Read([.. Gzip(Table), .. Gzip(Table)]));

    [Fact]
    public void Content_ZipOfOneFile_IsThatFile() => Assert.Equal(Table, Read(Zip(("aisdk-2024-03-01.csv", Table))));

    [Fact]
    public void Content_ZipWithAFolderAndOneFile_IsThatFile() => Assert.Equal(Table, Read(Zip(("day/", []), ("day/ais.csv", Table))));

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x1F })]
    [InlineData(new byte[] { (byte)'P', (byte)'K' })]
    public void Content_FewerBytesThanAnyMark_AreThemselves(byte[] bytes) => Assert.Equal(bytes, Read(bytes));

    [Theory]
    [InlineData(new byte[] { 0x28, 0xB5, 0x2F, 0xFD, 0x04, 0x58 }, "compressed with zstd, which is not read here; unpack it ('zstd -d') or pack it with gzip")]
    [InlineData(new byte[] { (byte)'B', (byte)'Z', (byte)'h', (byte)'9', 0x31, 0x41 }, "compressed with bzip2, which is not read here; unpack it ('bunzip2') or pack it with gzip")]
    [InlineData(new byte[] { 0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0 }, "compressed with xz, which is not read here; unpack it ('unxz') or pack it with gzip")]
    public void Content_PackedAnotherWay_NamesTheWayAndTheRemedy(byte[] bytes, string expected)
    {
        Assert.Equal($"day.zst: {expected}", Assert.Throws<CommandFailedException>(() => Compression.Content(new MemoryStream(bytes), "day.zst")).Message);
        Assert.Equal($"day.zst: {expected}", Assert.Throws<CommandFailedException>(() => Compression.Content(new Pipe(bytes), "day.zst")).Message);
    }

    [Fact]
    public void Content_ZipOfTwoFiles_IsRefused() => Assert.Equal(
        "month.zip: a zip archive of 2 files; only one with a single file is read",
        Assert.Throws<CommandFailedException>(() => Compression.Content(new MemoryStream(Zip(("1.csv", Table), ("2.csv", Table))), "month.zip")).Message);

    [Fact]
    public void Content_ZipCutOff_SaysSo() => Assert.StartsWith(
        "day.zip: the zip archive is damaged or cut off",
        Assert.Throws<CommandFailedException>(() => Compression.Content(new MemoryStream(Zip(("1.csv", Table))[..1_000]), "day.zip")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Content_Pipe_IsUnpackedAsAFileIs()
    {
        Assert.Equal(Table, All(Compression.Content(new Pipe(Table), "standard input")));
        Assert.Equal(Table, All(Compression.Content(new Pipe(Gzip(Table)), "standard input")));
        Assert.Contains("unzip -p", Assert.Throws<CommandFailedException>(() => Compression.Content(new Pipe(Zip(("1.csv", Table))), "standard input")).Message, StringComparison.Ordinal);
    }

    private static byte[] Read(byte[] stored) => All(Compression.Content(new MemoryStream(stored), "recording"));

    private static byte[] All(Stream stream)
    {
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return packed.ToArray();
    }

    /// <summary>Bytes that come once and one at a time.</summary>
    private sealed class Pipe(byte[] content) : MemoryStream(content, writable: false)
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));
    }
}
