using System.CommandLine;
using System.IO.Compression;
using System.Text;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Tests.Replay;

namespace MaritimeWatch.Service.Tests.Decode;

/// <summary>The command as a script sees it: files in, JSON and exit codes out.</summary>
public sealed class DecodeCommandTests : IDisposable
{
    // From the published samples of gpsd.
    private const string Message1 = "!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A";
    private const string Message18 = "!AIVDM,1,1,,A,B52K>;h00Fc>jpUlNV@ikwpUoP06,0*4C";

    private readonly string folder = Directory.CreateTempSubdirectory("decode").FullName;

    [Fact]
    public async Task Run_Sentences_WritesOneObjectALine()
    {
        var (exit, lines) = await DecodeAsync(Encoding.ASCII.GetBytes($"# log\r\n{Message1}\r\n{Message18}"));

        Assert.Equal(ExitCode.Done, exit);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("{\"class\":\"AIS\",\"device\":\"stdin\",\"type\":1,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("{\"class\":\"AIS\",\"device\":\"stdin\",\"type\":18,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TypeFilterAndUnscaled_AreHeeded()
    {
        var (_, lines) = await DecodeAsync(Encoding.ASCII.GetBytes($"{Message1}\n{Message18}\n"), "-u", "-t", "18,19");

        Assert.Contains("\"type\":18,\"repeat\":0,\"mmsi\":338087471,\"scaled\":false,", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_BadChecksum_DecodesTheRestAndEndsWithThree()
    {
        var (exit, lines) = await DecodeAsync(Encoding.ASCII.GetBytes($"{Message1[..^1]}B\n{Message18}\n"));

        Assert.Equal(ExitCode.SomeInputRejected, exit);
        Assert.Single(lines);
    }

    [Fact]
    public async Task Run_UnfinishedMessage_EndsWithThree()
    {
        var (exit, lines) = await DecodeAsync("!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C\n"u8.ToArray());

        Assert.Equal(ExitCode.SomeInputRejected, exit);
        Assert.Empty(lines);
    }

    [Fact]
    public async Task Run_CompressedInput_IsRecognisedByItsContent()
    {
        var (exit, lines) = await DecodeAsync(Compressed(500));

        Assert.Equal(ExitCode.Done, exit);
        Assert.Equal(500, lines.Length);
    }

    [Fact]
    public async Task Run_CompressedInputCutShort_DecodesWhatIsThereAndEndsWithThree()
    {
        var whole = Compressed(50_000);

        var (exit, lines) = await DecodeAsync(whole[..(whole.Length / 2)]);

        Assert.Equal(ExitCode.SomeInputRejected, exit);
        Assert.InRange(lines.Length, 1_000, 49_999);
    }

    [Fact]
    public async Task Run_MissingFile_EndsWithOne() =>
        Assert.Equal(ExitCode.Failed, await CommandLine.RunAsync(Root(), ["decode", "--input", Path.Combine(folder, "absent.nmea")]));

    [Fact]
    public async Task Run_MissingFile_SaysSo() =>
        Assert.Contains("absent.nmea: no such file", (await CommandRun.HereAsync("decode", "--input", Path.Combine(folder, "absent.nmea"))).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Run_FolderAsInput_SaysSo()
    {
        var run = await CommandRun.HereAsync("decode", "--input", folder);

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("is a folder", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_EmptyFile_IsNoMistake()
    {
        var (exit, lines) = await DecodeAsync([]);

        Assert.Equal(ExitCode.Done, exit);
        Assert.Empty(lines);
    }

    [Fact]
    public async Task Run_OutputInNoFolder_EndsWithOne()
    {
        var input = Path.Combine(folder, "input");
        await File.WriteAllTextAsync(input, Message1);

        var run = await CommandRun.HereAsync("decode", "--input", input, "--output", Path.Combine(folder, "nowhere", "output"));

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("no such folder", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("input")]
    [InlineData("./input")]
    [InlineData("link")]
    public async Task Run_OutputOntoTheInput_IsRefusedAndLeavesIt(string output)
    {
        var input = Path.Combine(folder, "input");
        await File.WriteAllTextAsync(input, Message1);
        File.CreateSymbolicLink(Path.Combine(folder, "link"), input);

        var run = await CommandRun.HereAsync("decode", "--input", input, "--output", Path.Combine(folder, output));

        Assert.Equal(ExitCode.WrongUsage, run.Exit);
        Assert.Contains("is the input", run.Error, StringComparison.Ordinal);
        Assert.Equal(Message1, await File.ReadAllTextAsync(input));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("28")]
    [InlineData("1;2")]
    public async Task Run_BadTypes_IsWrongUsage(string types) =>
        Assert.Equal(ExitCode.WrongUsage, await CommandLine.RunAsync(Root(), ["decode", "--input", "x", "-t", types]));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    public void Read_GzipCutAnywhereNearItsEnd_IsNoticed(int missing)
    {
        var whole = Compressed(100);
        using var input = new GZipStream(new MemoryStream(whole[..^missing]), CompressionMode.Decompress);
        using var plain = new MemoryStream();

        if (missing == 0)
        {
            input.CopyTo(plain);
            Assert.Equal(100 * (Message1.Length + 1), plain.Length);
        }
        else
        {
            Assert.Throws<InvalidDataException>(() => input.CopyTo(plain));
        }
    }

    [Fact]
    public void Read_TwoGzipMembersInAnyPieces_AreOneFile()
    {
        byte[] two = [.. Compressed(10), .. Compressed(20)];
        for (var piece = 1; piece < 40; piece++)
        {
            using var input = new GZipStream(new PieceStream(two, piece), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            input.CopyTo(plain);
            Assert.Equal(30 * (Message1.Length + 1), plain.Length);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static RootCommand Root() => new() { DecodeCommand.Create() };

    private static byte[] Compressed(int lines)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.NoCompression))
        {
            for (var i = 0; i < lines; i++)
            {
                gzip.Write(Encoding.ASCII.GetBytes(Message1 + "\n"));
            }
        }

        return bytes.ToArray();
    }

    private async Task<(int Exit, string[] Lines)> DecodeAsync(byte[] content, params string[] options)
    {
        var input = Path.Combine(folder, "input");
        var output = Path.Combine(folder, "output");
        await File.WriteAllBytesAsync(input, content);
        var exit = await CommandLine.RunAsync(Root(), ["decode", "--input", input, "--output", output, .. options]);
        return (exit, await File.ReadAllLinesAsync(output));
    }

    /// <summary>Delivers a few bytes at a time, as a pipe may.</summary>
    private sealed class PieceStream(byte[] content, int piece) : MemoryStream(content)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(piece, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(piece, count));
    }
}
