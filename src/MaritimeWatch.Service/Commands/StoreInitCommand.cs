using System.CommandLine;
using MaritimeWatch.Influx;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Influx;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>store init</c>: makes what a service needs to keep alerts and tracks. May be run again: it says what it did, and what was there.</summary>
internal static class StoreInitCommand
{
    private static readonly Option<string?> Config = new("--config") { Description = "JSON file with the settings of the service; without it, the defaults and the environment", HelpName = "FILE" };

    private static readonly Option<string?> Store = new("--store") { Description = "the embedded store's file, in place of the one in the settings", HelpName = "FILE" };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "only say what would be done" };

    public static Command Create()
    {
        var command = new Command(
            "init",
            """
            Makes what a service needs: the embedded store's file; and where tracks are kept in InfluxDB (Store:Influx:Url), its database, retention policies and the continuous
            queries that thin tracks out. May be run again: what is there is left alone, what is set otherwise is put right.

            Examples:
              maritimewatch store init --store data/maritimewatch.db
              maritimewatch store init --config /etc/maritimewatch.json --dry-run
            """)
        {
            Config, Store, DryRun,
        };
        command.SetAction((parsed, interrupted) => Task.FromResult(Run(parsed, interrupted)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken interrupted)
    {
        var flags = new Dictionary<string, string?> { ["Store:Path"] = parsed.GetValue(Store) is { } path ? Path.GetFullPath(path) : null };
        var settings = SettingsReader.Read(parsed.GetValue(Config), flags).Store;
        var isDry = parsed.GetValue(DryRun);
        Embedded(settings, isDry);
        if (settings.Influx.Url is not null)
        {
            Influx(settings, isDry, interrupted);
        }

        return ExitCode.Done;
    }

    private static void Embedded(StoreSettings settings, bool isDry)
    {
        var path = Path.GetFullPath(settings.Path);
        var holds = settings.Influx.Url is null ? "alerts and tracks" : "alerts";
        if (File.Exists(path))
        {
            Console.Out.WriteLine($"store {path}: there already, for {holds}");
            return;
        }

        if (!isDry)
        {
            try
            {
                ServiceHost.OpenStore(settings, TimeProvider.System).Dispose();
            }
            catch (StoreException failure)
            {
                throw new CommandFailedException(failure.Message, cause: failure);
            }
        }

        Console.Out.WriteLine($"store {path}: {(isDry ? "would be made" : "made")}, for {holds}");
    }

    private static void Influx(StoreSettings settings, bool isDry, CancellationToken interrupted)
    {
        try
        {
            using var client = new InfluxClient(settings.Influx.ToServer());
            var version = client.Ping(interrupted);
            Console.Out.WriteLine($"InfluxDB {AlertText.Clean(version)} at {client.Options.Place}");
            var retention = settings.Retention;
            var setup = new InfluxSetup(client, new InfluxTiers(retention.EveryPosition, retention.OneAMinute, retention.OneInTenMinutes));
            var steps = setup.Plan(interrupted);
            foreach (var step in steps)
            {
                if (!isDry)
                {
                    setup.Do(step, interrupted);
                }

                Console.Out.WriteLine($"{(isDry ? "would be done: " : "")}{step.Sentence}");
            }

            Console.Out.WriteLine(steps.Count == 0 ? "everything is there already" : isDry ? "nothing was done" : "done");
            if (InfluxLimits.Read(client, interrupted).Warning is { } warning)
            {
                Console.Error.WriteLine($"maritimewatch: {warning}");
            }
        }
        catch (Exception failure) when (failure is InfluxException or InvalidDataException)
        {
            var remedy = failure is InfluxException { Fault: InfluxFault.NotAllowed } ? "; 'store init' needs an administrator's credentials, in the file that Store:Influx:CredentialsFile names" : "";
            throw new CommandFailedException(failure.Message + remedy, cause: failure);
        }
    }
}
