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
        command.SetAction(parsed => StoreCommand.Guarded(() =>
        {
            var (before, after) = StoreCompaction.Run(StoreCommand.Existing(parsed.GetRequiredValue(Store)), file => Console.Error.WriteLine($"maritimewatch: writing {file} anew"));
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"maritimewatch: {before / 1048576.0:N1} MiB before, {after / 1048576.0:N1} MiB now"));
            return ExitCode.Done;
        }));
        return command;
    }
}
