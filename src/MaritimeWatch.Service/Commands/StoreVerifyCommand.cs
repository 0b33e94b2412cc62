using System.CommandLine;
using System.Globalization;
using MaritimeWatch.Service.Stores;
using MaritimeWatch.Storage.Backup;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>store verify</c>: every page and every block read and held against each other.</summary>
internal static class StoreVerifyCommand
{
    private static readonly Option<string> Store = StoreCommand.Store();

    public static Command Create()
    {
        var command = new Command(
            "verify",
            """
            Reads every page of a store and every block of its tracks, and holds rows, blocks and indexes against each other. Names what is damaged, with
            the vessel and the time. Changes nothing; a service may be writing. What people did is checked by 'audit verify'.
            """)
        {
            Store,
        };
        command.SetAction((parsed, interrupted) => Task.FromResult(StoreCommand.Guarded(() => Run(StoreCommand.Existing(parsed.GetRequiredValue(Store)), interrupted))));
        return command;
    }

    private static int Run(string store, CancellationToken interrupted)
    {
        var progress = new StoreProgress(TimeProvider.System);
        var verification = new StoreVerification(store, (what, share, positions) => progress.Draw(what, share, positions, "positions"));
        try
        {
            verification.Run(interrupted);
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            progress.Clear();
            Tell(verification);
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"maritimewatch: interrupted: {verification.Problems.Count} problems until then, in {verification.Blocks:N0} blocks; the rest was not read"));
            return ExitCode.Interrupted;
        }
        finally
        {
            progress.Clear();
        }

        Tell(verification);
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(verification.Problems.Count == 0 ? "all is well" : $"{verification.Problems.Count} problems; restore a backup ('store restore')")}: {verification.Blocks:N0} blocks with {verification.Positions:N0} positions, {verification.Rows:N0} positions in rows. The chain of the audit log is checked by 'audit verify --store'."));
        return verification.Problems.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Tell(StoreVerification verification)
    {
        foreach (var problem in verification.Problems)
        {
            Console.Out.WriteLine(AlertText.Clean(problem));
        }
    }
}
