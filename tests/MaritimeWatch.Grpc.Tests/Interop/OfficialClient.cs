using System.Diagnostics;
using System.Text.Json;

namespace MaritimeWatch.Grpc.Tests.Interop;

/// <summary>Runs an official client against a server once and keeps what each of its cases came to.</summary>
internal sealed class OfficialClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private OfficialClient(IReadOnlyDictionary<string, string> outcomes, string errors)
    {
        Outcomes = outcomes;
        Errors = errors;
    }

    /// <summary>By case: empty where it passed, else what went wrong.</summary>
    public IReadOnlyDictionary<string, string> Outcomes { get; }

    /// <summary>What the client said beside its outcomes.</summary>
    public string Errors { get; }

    /// <summary>The folder <c>tests</c> of the repository.</summary>
    public static string TestsFolder { get; } = FindTestsFolder();

    public static async Task<OfficialClient> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        using var patience = new CancellationTokenSource(Patience);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var outcomes = new Dictionary<string, string>();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                var outcome = JsonDocument.Parse(line).RootElement;
                outcomes.Add(
                    outcome.GetProperty("case").GetString()!,
                    outcome.GetProperty("ok").GetBoolean() ? string.Empty : outcome.GetProperty("detail").GetString()!);
            }

            await process.WaitForExitAsync(patience.Token);
            return new OfficialClient(outcomes, await errors);
        }
        catch (OperationCanceledException)
        {
            return new OfficialClient(outcomes, $"nothing more within {Patience}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string FindTestsFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MaritimeWatch.sln")))
            {
                return Path.Combine(folder.FullName, "tests");
            }
        }

        throw new InvalidOperationException("the tests run outside the repository");
    }
}
