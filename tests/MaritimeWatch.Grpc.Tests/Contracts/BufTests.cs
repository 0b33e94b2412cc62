using System.Diagnostics;
using MaritimeWatch.Grpc.Tests.Interop;

namespace MaritimeWatch.Grpc.Tests.Contracts;

/// <summary>The published protos under the rules of buf, which tests/clients/install.sh installs; no network is needed.</summary>
public sealed class BufTests
{
    private static readonly string Protos = Path.Combine(OfficialClient.TestsFolder, "..", "src", "MaritimeWatch.Contracts", "Protos");

    /// <summary>What has been agreed with those who use the feed; how it is renewed stands in src/MaritimeWatch.Grpc/README.md.</summary>
    private static readonly string Agreed = Path.Combine(OfficialClient.TestsFolder, "MaritimeWatch.Grpc.Tests", "Contracts", "agreed.txtpb");

    /// <summary>Rules STANDARD and COMMENTS, as <c>Protos/buf.yaml</c> says.</summary>
    [Fact]
    public async Task Protos_ByTheRulesOfBuf_HaveNoFindings() => Assert.Equal((0, string.Empty), await BufAsync("lint", Protos));

    /// <summary>Rules FILE: whatever has been generated from the agreed protos goes on compiling and reading the feed.</summary>
    [Fact]
    public async Task Protos_AgainstTheAgreedOnes_BreakNothing() => Assert.Equal((0, string.Empty), await BufAsync("breaking", Protos, "--against", Agreed));

    /// <summary>The guard itself: each of these would pass a compiler.</summary>
    [Theory]
    [InlineData("int64 sequence = 1;", "int64 sequence = 91;", "sequence")]
    [InlineData("int64 sequence = 1;", "int32 sequence = 1;", "int64")]
    [InlineData("int64 sequence = 1;", "int64 number = 1;", "number")]
    [InlineData("SEVERITY_NOTICE = 1;", "SEVERITY_REMARK = 1;", "SEVERITY_NOTICE")]
    [InlineData("rpc WatchAlerts(", "rpc FollowAlerts(", "WatchAlerts")]
    public async Task Protos_ChangedAgainstTheAgreedOnes_AreFound(string before, string after, string finding)
    {
        var changed = Directory.CreateTempSubdirectory("protos-");
        try
        {
            var changes = 0;
            foreach (var file in Directory.EnumerateFiles(Protos, "*", SearchOption.AllDirectories))
            {
                var text = await File.ReadAllTextAsync(file);
                changes += text.Contains(before, StringComparison.Ordinal) ? 1 : 0;
                var copy = Path.Combine(changed.FullName, Path.GetRelativePath(Protos, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                await File.WriteAllTextAsync(copy, text.Replace(before, after, StringComparison.Ordinal));
            }

            Assert.NotEqual(0, changes);
            var (exit, findings) = await BufAsync("breaking", changed.FullName, "--against", Agreed);
            Assert.NotEqual(0, exit);
            Assert.Contains($"\"{finding}\"", findings, StringComparison.Ordinal);
        }
        finally
        {
            changed.Delete(recursive: true);
        }
    }

    private static async Task<(int Exit, string Findings)> BufAsync(params string[] arguments)
    {
        var buf = Path.Combine(OfficialClient.TestsFolder, "clients", "node", "node_modules", ".bin", "buf");
        Assert.True(File.Exists(buf), "buf is not installed. Run tests/clients/install.sh.");
        using var run = Process.Start(new ProcessStartInfo(buf, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = run.StandardError.ReadToEndAsync();
        var findings = await run.StandardOutput.ReadToEndAsync() + await errors;
        await run.WaitForExitAsync();
        return (run.ExitCode, findings);
    }
}
