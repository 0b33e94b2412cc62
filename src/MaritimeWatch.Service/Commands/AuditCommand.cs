using System.CommandLine;
using System.Globalization;
using MaritimeWatch.Service.Audit;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Replay;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>audit</c>: verifies the log of everything that was done, lists it, shows an entry, and makes a new key for it. Reads the store, never writes it.</summary>
internal static class AuditCommand
{
    private const int FindingsShown = 100;

    private static readonly Option<string> Store = new("--store") { Description = "database file; a running service may be writing it", HelpName = "FILE", DefaultValueFactory = _ => new StoreSettings().Path };

    public static Command Create() => new(
        "audit",
        """
        The audit log: every alert event, what people did about alerts, starts and stops, who was refused. Each entry is chained to the one before, and the chain is signed.

        Examples:
          maritimewatch audit verify --store data/maritimewatch.db --checkpoints /mnt/other/checkpoints --key audit-public.pem
          maritimewatch audit verify case.zip --key audit-public.pem
          maritimewatch audit list --store data/maritimewatch.db --action access. --from 2024-11-17T00:00:00Z
          maritimewatch audit show 1207 --store data/maritimewatch.db
          maritimewatch audit rotate-key --store data/maritimewatch.db
        """)
    {
        Verifying(), AuditListing.List(Store), AuditListing.Show(Store), Rotating(),
    };

    /// <summary>Opens a store that may be in use.</summary>
    /// <exception cref="CommandFailedException">It cannot be opened.</exception>
    public static SqliteStore Open(string path)
    {
        try
        {
            return StoreCommand.OpenForReading(path);
        }
        catch (StoreException failure)
        {
            throw new CommandFailedException(failure.Message);
        }
    }

    private static Command Verifying()
    {
        var checkpoints = new Option<string?>("--checkpoints") { Description = "file of checkpoints, best one that the service's machine cannot change; default: the one beside the store, where there is one", HelpName = "FILE" };
        var keys = new Option<string?>("--key") { Description = "public keys that are believed, PEM; without it, the log's first key and those that it signed", HelpName = "FILE" };
        var bundle = new Argument<string?>("BUNDLE") { Description = "an evidence bundle, .zip, to be checked instead of the store", Arity = ArgumentArity.ZeroOrOne };
        var withoutPages = new Option<bool>("--without-pages") { Description = "leave out SQLite's own check of pages and indexes, which takes a third of the time more" };
        var command = new Command("verify", "Finds any change of the log and of the alerts it covers; says which entry and what. Exit code 1 where something was found.") { bundle, Store, checkpoints, keys, withoutPages };
        command.SetAction((parsed, interrupted) => Task.FromResult(parsed.GetValue(bundle) is { } file
            ? EvidenceCommand.Verify(file, parsed.GetValue(keys), asJson: false)
            : Verify(parsed.GetValue(Store)!, parsed.GetValue(checkpoints), parsed.GetValue(keys), !parsed.GetValue(withoutPages), interrupted)));
        return command;
    }

    private static int Verify(string path, string? checkpoints, string? keys, bool withPages, CancellationToken interrupted)
    {
        var beside = new AuditSettings().CheckpointsOf(new StoreSettings { Path = path });
        checkpoints ??= File.Exists(beside) ? beside : null;
        using var store = Open(path);
        var options = new AuditVerificationOptions
        {
            Keys = keys is null ? [] : ReadKeys(keys),
            Checkpoints = checkpoints is null ? null : File.ReadLines(checkpoints),
            WithPages = withPages,
        };
        var progress = new ProgressLine();
        var drawing = new Lock();
        AuditReport report;
        try
        {
            report = AuditVerification.Run(store, options, Draw, interrupted);
        }
        catch (StoreException failure)
        {
            throw new CommandFailedException(failure.Message);
        }
        finally
        {
            progress.Clear();
        }

        foreach (var finding in report.Findings.Take(FindingsShown))
        {
            Console.Out.WriteLine($"CHANGED  {AlertText.Clean(finding.ToString())}");
        }

        if (report.FindingsTotal > FindingsShown)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"CHANGED  and {report.FindingsTotal - FindingsShown:N0} more findings"));
        }

        foreach (var line in report.Summary())
        {
            Console.Out.WriteLine(line);
        }

        Console.Out.WriteLine(report.IsWhole ? "the audit log is whole" : "THE AUDIT LOG WAS CHANGED");
        return report.IsWhole ? ExitCode.Done : ExitCode.Failed;

        void Draw(long done, long all)
        {
            lock (drawing)
            {
                progress.Draw((double)done / Math.Max(all, 1), done, 0, "findings", "entries");
            }
        }
    }

    private static Command Rotating()
    {
        var key = new Option<string?>("--key") { Description = "the private key's file, as Audit:Key names it; default: the one beside the store", HelpName = "FILE" };
        var command = new Command("rotate-key", "Makes a new key beside the one in force. The running service takes it over within seconds, or at its next start: the old key signs the new one.") { Store, key };
        command.SetAction((parsed, _) =>
        {
            var inForce = parsed.GetValue(key) ?? new AuditSettings().KeyOf(new StoreSettings { Path = parsed.GetValue(Store)! });
            if (!File.Exists(inForce))
            {
                throw new CommandFailedException($"there is no key '{inForce}'; the service makes its first one itself");
            }

            var next = AuditKeyFiles.NextOf(inForce);
            if (File.Exists(next))
            {
                throw new CommandFailedException($"a new key waits already: '{next}'; a running service takes it over within seconds");
            }

            using var made = AuditKeyFiles.Make(next);
            Console.Error.WriteLine($"key {made.Public.Id} waits in '{next}'");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static IReadOnlyList<AuditPublicKey> ReadKeys(string file)
    {
        try
        {
            return AuditPublicKey.FromPem(File.ReadAllText(file));
        }
        catch (Exception failure) when (failure is InvalidDataException or FormatException)
        {
            throw new CommandFailedException($"{file}: {failure.Message}");
        }
    }
}
