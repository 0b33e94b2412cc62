using System.IO.Compression;
using System.Text;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Tests.Replay;

namespace MaritimeWatch.Service.Tests.Decode;

/// <summary>However many threads work and however the input comes: the same bytes, the same complaints, in the same order.</summary>
public sealed class DecodeThreadsTests : IDisposable
{
    // Some forty blocks of the reader.
    private const int Messages = 20_000;

    private readonly string folder = Directory.CreateTempSubdirectory("decode").FullName;

    [Theory]
    [InlineData("2")]
    [InlineData("3")]
    [InlineData("8")]
    public async Task Run_OnSoManyThreads_WritesTheSameBytes(string threads)
    {
        var input = Written("traffic.nmea", MixedTraffic.Lines(1, Messages, damagedShare: 0.002));
        var alone = await DecodeAsync(input, "--threads", "1");

        var together = await DecodeAsync(input, "--threads", threads);

        Assert.Equal(ExitCode.SomeInputRejected, alone.Exit);
        Assert.InRange(alone.Lines.Length, Messages * 7 / 10, Messages);
        Assert.Contains("\"type\":24,", alone.Text, StringComparison.Ordinal);
        Assert.Equal(alone.Text, together.Text);
        Assert.Equal(alone.Exit, together.Exit);
        Assert.Equal(WithoutTime(alone.Error), WithoutTime(together.Error));
        Assert.Contains("traffic.nmea:", alone.Error, StringComparison.Ordinal);
        Assert.Contains(": bad checksum", alone.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Run_AnyLineEnd_WritesTheSameBytes(string lineEnd)
    {
        var plain = await DecodeAsync(Written("lf.nmea", MixedTraffic.Lines(2, Messages)));

        var other = await DecodeAsync(Written("other.nmea", MixedTraffic.Lines(2, Messages, lineEnd)));

        Assert.NotEmpty(plain.Lines);
        Assert.Equal(plain.Text, other.Text);
    }

    [Fact]
    public async Task Run_Compressed_WritesTheSameBytes()
    {
        var content = MixedTraffic.Lines(3, Messages);
        var plain = await DecodeAsync(Written("plain.nmea", content));
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        var compressed = await DecodeAsync(Written("compressed.bin", bytes.ToArray()), "--threads", "3");

        Assert.NotEmpty(plain.Lines);
        Assert.Equal(plain.Text, compressed.Text);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("257")]
    [InlineData("many")]
    public async Task Run_SoManyThreads_IsWrongUsage(string threads) =>
        Assert.Equal(ExitCode.WrongUsage, (await CommandRun.HereAsync("decode", "--input", "x", "--threads", threads)).Exit);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string WithoutTime(string error) => error[..error.LastIndexOf('(')];

    private string Written(string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private async Task<(int Exit, string Text, string[] Lines, string Error)> DecodeAsync(string input, params string[] options)
    {
        var output = Path.Combine(folder, "output");
        var run = await CommandRun.HereAsync(["decode", "--input", input, "--output", output, .. options]);
        var text = Encoding.ASCII.GetString(await File.ReadAllBytesAsync(output));
        return (run.Exit, text, text.Split('\n', StringSplitOptions.RemoveEmptyEntries), run.Error);
    }
}
