using System.Diagnostics;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.OfficialClients;

/// <summary><c>maritimewatch alerts --watch --json</c> as a process of its own.</summary>
internal static class WatchCommand
{
    /// <summary>The lines it prints, as many as there are to be once that is known; or those before it ended or patience did; and one more where it has printed more.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(Uri address, Task<int> lines)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "maritimewatch.dll"), "alerts", "--watch", "--json", "--server", address.ToString()];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var patience = new CancellationTokenSource(RunningService.Patience);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var printed = new List<string>();
        Task<string?>? reading = null;
        try
        {
            while (!lines.IsCompleted || printed.Count < await lines)
            {
                reading ??= process.StandardOutput.ReadLineAsync(patience.Token).AsTask();
                if (!lines.IsCompleted && await Task.WhenAny(reading, lines) == lines)
                {
                    continue;
                }

                if (await reading is not { } line)
                {
                    // Not empty, and so in the failure of the test that wants these lines.
                    return [.. printed, await errors];
                }

                printed.Add(line);
                reading = null;
            }
        }
        catch (OperationCanceledException)
        {
            printed.Add($"nothing more within {RunningService.Patience}");
            reading = null;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        // What it printed beyond that would be a repeat.
        return reading is not null && await reading is { } more ? [.. printed, more] : printed;
    }
}
