using System.ComponentModel;
using System.Diagnostics;

namespace MaritimeWatch.Architecture.Tests.Deployment;

/// <summary>A test that needs a compose client; skipped, saying so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ComposeFactAttribute : FactAttribute
{
    public ComposeFactAttribute()
    {
        if (Client is null)
        {
            Skip = "needs 'docker compose' or 'docker-compose', and neither is installed; the structure of the file is tested all the same";
        }
    }

    /// <summary>The client's program and its first arguments, or null.</summary>
    internal static string[]? Client { get; } = new string[][] { ["docker", "compose"], ["docker-compose"] }.FirstOrDefault(client => Run([.. client, "version"]).Exit == 0);

    /// <summary>Runs a program.</summary>
    internal static (int Exit, string Said) Run(string[] command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = SolutionFiles.Root, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, said + errors.Result);
        }
        catch (Win32Exception)
        {
            return (-1, "");
        }
    }
}
