using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Tests.Replay;

namespace MaritimeWatch.Service.Tests.Decode;

/// <summary>The built executable between two pipes.</summary>
public sealed class DecodePipeTests : IDisposable
{
    // From the published samples of gpsd.
    private const string Message1 = "!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A\n";
    private const string Message18 = "!AIVDM,1,1,,A,B52K>;h00Fc>jpUlNV@ikwpUoP06,0*4C\n";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string folder = Directory.CreateTempSubdirectory("decode").FullName;

    [Fact]
    public async Task Run_InputThatTrickles_IsAnsweredMessageByMessage()
    {
        using var process = Start("decode", "--input", "-", "--threads", "3");
        foreach (var (sentence, type) in new[] { (Message1, 1), (Message18, 18), (Message1, 1) })
        {
            await process.StandardInput.WriteAsync(sentence);
            await process.StandardInput.FlushAsync();

            // The input stays open: only what is written at once can be read here.
            var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
            Assert.Contains($"\"type\":{type},", line, StringComparison.Ordinal);
        }

        process.StandardInput.Close();
        Assert.Null(await process.StandardOutput.ReadLineAsync().WaitAsync(Patience));
        await process.WaitForExitAsync();
        Assert.Equal(ExitCode.Done, process.ExitCode);
    }

    [Fact]
    public async Task Run_ReaderOfItsOutputLeaves_EndsWithoutAWord()
    {
        var input = Path.Combine(folder, "long.nmea");
        await File.WriteAllBytesAsync(input, MixedTraffic.Lines(1, 50_000));
        using var process = Start("decode", "--input", input);
        process.StandardInput.Close();

        Assert.NotNull(await process.StandardOutput.ReadLineAsync().WaitAsync(Patience));
        process.StandardOutput.Close();

        Assert.Equal("", await process.StandardError.ReadToEndAsync().WaitAsync(Patience));
        await process.WaitForExitAsync();
        Assert.Equal(ExitCode.Failed, process.ExitCode);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1 << 16)]
    public async Task Run_StandardInputInPieces_IsTheFile(int piece)
    {
        var content = MixedTraffic.Lines(2, piece == 1 ? 100 : 2_000);
        var input = Path.Combine(folder, "file.nmea");
        await File.WriteAllBytesAsync(input, content);
        var ofFile = await CommandRun.ProcessAsync(["decode", "--input", input]);

        var ofPipe = await CommandRun.ProcessAsync(["decode"], content, piece);

        Assert.Equal((ExitCode.Done, ExitCode.Done), (ofFile.Exit, ofPipe.Exit));
        Assert.NotEmpty(ofFile.Output);
        Assert.Equal(Encoding.ASCII.GetString(ofFile.Output), Encoding.ASCII.GetString(ofPipe.Output));
    }

    [Fact]
    public async Task Run_CompressedStandardInput_IsRecognised()
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.ASCII.GetBytes(Message1 + Message18));
        }

        var run = await CommandRun.ProcessAsync(["decode", "-i", "-"], bytes.ToArray(), piece: 1);

        Assert.Equal(ExitCode.Done, run.Exit);
        Assert.Equal(2, Encoding.ASCII.GetString(run.Output).Count(character => character == '\n'));
    }

    [Fact]
    public async Task Run_NothingAtAll_IsNoMistake()
    {
        var run = await CommandRun.ProcessAsync(["decode", "-i", "-"]);

        Assert.Equal(ExitCode.Done, run.Exit);
        Assert.Empty(run.Output);
        Assert.Contains("stdin: 0 lines, 0 messages decoded", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Process Start(params string[] args) => Process.Start(new ProcessStartInfo(
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, "maritimewatch.dll"), .. args])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
