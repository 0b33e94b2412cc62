using System.CommandLine;

namespace MaritimeWatch.Service.Commands;

/// <summary>Runs the command line with the exit codes of the contract: 0, 1, 2, 3 and 130.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync($"maritimewatch: {error.Message}");
            }

            await Console.Error.WriteLineAsync("maritimewatch: see 'maritimewatch --help', or '--help' after a command");
            return ExitCode.WrongUsage;
        }

        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            // A second Ctrl-C ends the process at once.
            pressed.Cancel = !interrupted.IsCancellationRequested;
            interrupted.Cancel();
        };

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, interrupted.Token);
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (CommandFailedException failure)
        {
            await Console.Error.WriteLineAsync($"maritimewatch: {failure.Message}");
            return failure.ExitCode;
        }
        catch (IOException failure)
        {
            await Console.Error.WriteLineAsync($"maritimewatch: {failure.Message}");
            return ExitCode.Failed;
        }
        catch (UnauthorizedAccessException failure)
        {
            await Console.Error.WriteLineAsync($"maritimewatch: {failure.Message}");
            return ExitCode.Failed;
        }
    }
}
