using System.Diagnostics;
using MaritimeWatch.Grpc.Tests.Interop;

namespace MaritimeWatch.Grpc.Tests.Contracts;

public sealed class BufLintTests
{
    /// <summary>Rules STANDARD and COMMENTS, as <c>Protos/buf.yaml</c> says; run by tests/clients/install.sh's buf, without a network.</summary>
    [Fact]
    public async Task Protos_ByTheRulesOfBuf_HaveNoFindings()
    {
        var buf = Path.Combine(OfficialClient.TestsFolder, "clients", "node", "node_modules", ".bin", "buf");
        Assert.True(File.Exists(buf), "buf is not installed. Run tests/clients/install.sh.");
        var protos = Path.Combine(OfficialClient.TestsFolder, "..", "src", "MaritimeWatch.Contracts", "Protos");
        using var lint = Process.Start(new ProcessStartInfo(buf, ["lint", protos]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = lint.StandardError.ReadToEndAsync();
        var findings = await lint.StandardOutput.ReadToEndAsync() + await errors;
        await lint.WaitForExitAsync();

        Assert.True(lint.ExitCode == 0 && findings.Length == 0, findings);
    }
}
