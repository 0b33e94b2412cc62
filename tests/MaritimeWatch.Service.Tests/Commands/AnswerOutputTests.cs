using System.Text;
using MaritimeWatch.Service.Commands;

namespace MaritimeWatch.Service.Tests.Commands;

public sealed class AnswerOutputTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maritimewatch-output-");

    private string File => Path.Combine(folder.FullName, "answer.csv");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(null)]
    [InlineData("the answer of yesterday")]
    public async Task File_OfAnAnswerThatBreaksOff_StaysAsItWas(string? before)
    {
        Given(before);
        await using (var output = new AnswerOutput(File))
        {
            await output.WriteAsync("time,latitude\n"u8.ToArray());
        }

        Assert.Equal(before, Read());
        Assert.Equal(before is null ? [] : [File], Directory.GetFiles(folder.FullName));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("the answer of yesterday, which was longer")]
    public async Task File_OfAnAnswerThatIsWhole_HoldsIt(string? before)
    {
        Given(before);
        await using (var output = new AnswerOutput(File))
        {
            await output.WriteAsync("time,"u8.ToArray());
            await output.WriteAsync("latitude\n"u8.ToArray());
            await output.CompleteAsync();
        }

        Assert.Equal("time,latitude\n", Read());
        Assert.Equal([File], Directory.GetFiles(folder.FullName));
    }

    /// <summary>A link is written through, as standard output under <c>/dev</c> is.</summary>
    [Theory]
    [InlineData(true, "new")]
    [InlineData(false, "")]
    public async Task Link_IsWrittenThrough(bool isWhole, string expected)
    {
        var target = Path.Combine(folder.FullName, "target.csv");
        System.IO.File.WriteAllText(target, "before");
        System.IO.File.CreateSymbolicLink(File, target);
        await using (var output = new AnswerOutput(File))
        {
            await output.WriteAsync("new"u8.ToArray());
            if (isWhole)
            {
                await output.CompleteAsync();
            }
        }

        Assert.Equal(target, new FileInfo(File).LinkTarget);
        Assert.Equal(expected, System.IO.File.ReadAllText(target));
    }

    [Fact]
    public async Task File_InNoFolder_IsRefusedWithItsName()
    {
        await using var output = new AnswerOutput(Path.Combine(folder.FullName, "none", "answer.csv"));

        var refused = await Assert.ThrowsAsync<CommandFailedException>(() => output.WriteAsync(Encoding.UTF8.GetBytes("x")));
        Assert.Contains("none/answer.csv: cannot be written", refused.Message.Replace('\\', '/'), StringComparison.Ordinal);
    }

    private void Given(string? before)
    {
        if (before is not null)
        {
            System.IO.File.WriteAllText(File, before);
        }
    }

    private string? Read() => System.IO.File.Exists(File) ? System.IO.File.ReadAllText(File) : null;
}
