using System.CommandLine;
using System.Globalization;
using MaritimeWatch.Storage.Backup;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>store compact</c>: gives back the room that deleted rows left.</summary>
internal static class StoreCompactCommand
{
    private static readonly Option<string> Store = StoreCommand.Store();

    public static Command Create()
    {
        var command = new Command(
            "compact",
            "Writes a store anew without the room that deleted rows left in it, which the service would use again by itself. Not while a service has it open; needs as much room beside it while it takes.")
        {
            Store,
        };
        command.SetAction((parsed, interrupted) => Task.FromResult(StoreCommand.Guarded(() => Run(StoreCommand.Existing(parsed.GetRequiredValue(Store)), interrupted))));
        return command;
    }

    private static int Run(string store, CancellationToken interrupted)
    {
        try
        {
            var (before, after) = StoreCompaction.Run(store, file => Console.Error.WriteLine($"maritimewatch: writing {file} anew"), interrupted);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"maritimewatch: {before / 1048576.0:N1} MiB before, {after / 1048576.0:N1} MiB now"));
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            Console.Error.WriteLine("maritimewatch: interrupted: the file that was being written anew is as it was");
            return ExitCode.Interrupted;
        }
    }
}
