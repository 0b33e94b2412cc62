using System.Text.RegularExpressions;

namespace MaritimeWatch.Architecture.Tests;

/// <summary>Domain, Ais and Detection know no clock, no randomness, no I/O: given to the compiler, and the compiler's rule is held here.</summary>
public sealed class PurityTests
{
    [Theory]
    [InlineData("System.DateTime.UtcNow")]
    [InlineData("System.TimeProvider")]
    [InlineData("System.Diagnostics.Stopwatch")]
    [InlineData("System.Random")]
    [InlineData("System.Guid.NewGuid")]
    [InlineData("System.IO.File")]
    [InlineData("System.Console")]
    [InlineData("System.Net.Sockets.Socket")]
    [InlineData("System.Threading.Thread")]
    public void BannedSymbols_NameTheImpureType_WithARemedy(string symbol)
    {
        var lines = File.ReadAllLines(Path.Combine(SolutionFiles.Root, "BannedSymbols.txt"));
        Assert.Contains(lines, line => Regex.IsMatch(line, $@"^[TPM]:{Regex.Escape(symbol)}\b[^;]*;\S"));
    }

    [Theory]
    [InlineData("MaritimeWatch.Domain")]
    [InlineData("MaritimeWatch.Ais")]
    [InlineData("MaritimeWatch.Detection")]
    public void PureProjects_SwitchNoWarningOff(string project)
    {
        var text = File.ReadAllText(Path.Combine(SolutionFiles.Root, "src", project, $"{project}.csproj"));
        Assert.DoesNotContain("NoWarn", text, StringComparison.Ordinal);
        var suppressions = SolutionFiles.Sources(Path.Combine("src", project))
            .Where(file => File.ReadAllText(file).Contains("#pragma warning disable RS0030", StringComparison.Ordinal));
        Assert.Empty(suppressions);
    }
}
