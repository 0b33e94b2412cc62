using System.Text;
using MaritimeWatch.Service.Consoles;

namespace MaritimeWatch.Service.Tests.Consoles;

/// <summary>What of a folder is served, and in which form.</summary>
public sealed class ConsoleFilesTests
{
    [Theory]
    [InlineData("index-4f2a.js", "text/javascript; charset=utf-8")]
    [InlineData("worker-1.mjs", "text/javascript; charset=utf-8")]
    [InlineData("index-9.css", "text/css; charset=utf-8")]
    [InlineData("coast-7.json", "application/json; charset=utf-8")]
    [InlineData("index-4f2a.js.br", null)]
    [InlineData("stray-3.js.gz", null)]
    [InlineData("INDEX-4F2A.JS", null)]
    [InlineData("../index.html", null)]
    [InlineData("../../secret.txt", null)]
    [InlineData("link.txt", null)]
    [InlineData("deeper", null)]
    [InlineData("deeper/below.js", null)]
    [InlineData("licences.md", null)]
    [InlineData("", null)]
    public void Asset_ByItsName_IsAFileOfTheTableOrNothing(string name, string? mediaType)
    {
        using var built = new BuiltConsole();

        Assert.Equal(mediaType, ConsoleFiles.Load(built.Folder).Asset(name)?.MediaType);
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0.5, gzip", "gzip")]
    [InlineData("br;q=0, gzip;q=0", "identity")]
    [InlineData("*", "br")]
    [InlineData("*;q=0.5, identity", "identity")]
    [InlineData("deflate", "identity")]
    [InlineData("identity;q=0", "identity")]
    [InlineData("", "identity")]
    [InlineData("\u0001;;=", "identity")]
    public void Best_ByAcceptEncoding_IsWhatTheBrowserLikesBest(string acceptEncoding, string expected)
    {
        using var built = new BuiltConsole();

        var form = ConsoleFiles.Load(built.Folder).Asset("index-4f2a.js")!.Best(acceptEncoding);

        Assert.Equal((expected, expected == "identity" ? null : expected), (form.Name, form.ContentEncoding));
        Assert.Equal(expected == "identity", form.Bytes.Span.SequenceEqual(Encoding.UTF8.GetBytes(BuiltConsole.Script)));
    }

    [Fact]
    public void Load_AFolderThatIsNotThere_SaysHowTheConsoleIsBuilt()
    {
        var none = ConsoleFiles.Load(Path.Combine(Path.GetTempPath(), "nothing-is-here"));

        Assert.Null(none.Index);
        Assert.Contains("'npm run build' in src/console", none.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MoreThanAConsoleHas_SaysSo()
    {
        using var built = new BuiltConsole();
        for (var number = 0; number <= 2_000; number++)
        {
            built.Write($"assets/{number}.js", "");
        }

        var refused = ConsoleFiles.Load(built.Folder);

        Assert.Null(refused.Index);
        Assert.EndsWith("it has more than 2000 files", refused.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MoreBytesThanAConsoleHas_SaysSo()
    {
        using var built = new BuiltConsole();
        using (var large = File.OpenWrite(Path.Combine(built.Folder, "assets", "large.bin")))
        {
            large.SetLength(65L << 20);
        }

        Assert.EndsWith("it is larger than 64 MiB", ConsoleFiles.Load(built.Folder).Problem, StringComparison.Ordinal);
    }
}
