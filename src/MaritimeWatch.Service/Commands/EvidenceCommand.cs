using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Api;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Service.Recordings;
using MaritimeWatch.Service.Stores;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>evidence</c>: everything about one alert as an archive that shows whether it was changed, and the check of such an archive.</summary>
internal static class EvidenceCommand
{
    private const string DefaultServer = "http://localhost:5080";

    /// <summary>How long a bundle may take: one is made at a time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly Option<string> Alert = new("--alert") { Description = "id of the alert, as 'alerts' shows it with --json", HelpName = "ID", Required = true };
    private static readonly Option<string> Label = new("--tlp") { Description = "marking of the bundle: CLEAR, GREEN, AMBER, AMBER+STRICT or RED", HelpName = "LABEL", Required = true };
    private static readonly Option<string?> Output = new("--output") { Description = "file to write; without it, a name with alert and marking in this folder", HelpName = "FILE.zip" };
    private static readonly Option<string> Before = new("--before") { Description = "how long before the situation began, e.g. 90m; up to 48h", HelpName = "TIME", DefaultValueFactory = _ => "2h" };
    private static readonly Option<string> After = new("--after") { Description = "how long after its last event; up to 48h", HelpName = "TIME", DefaultValueFactory = _ => "1h" };
    private static readonly Option<double> NeighbourMiles = new("--neighbours") { Description = "every other vessel within so many nautical miles too, up to 50; 0 for none", HelpName = "MILES" };
    private static readonly Option<string> Server = new("--server") { Description = "HTTP address of the running service", HelpName = "URL", DefaultValueFactory = _ => DefaultServer };
    private static readonly Option<string?> Store = new("--store") { Description = "read this database file instead of asking a service", HelpName = "FILE" };
    private static readonly Option<string?> JournalFolder = new("--journal") { Description = "with --store: folder of the received sentences; without it, 'journal' beside the store", HelpName = "FOLDER" };
    private static readonly Option<string[]> Assets = new("--assets") { Description = "with --store: the charts that were in force; without it, the one that the store holds of the alert's time", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> Settings = new("--settings") { Description = "with --store: the thresholds that were in force, where they are not the shipped ones", HelpName = "FILE" };
    private static readonly Option<string?> SigningKey = new("--signing-key") { Description = "with --store: private key, PEM; without it, the one of the audit log beside the store, if it may be read", HelpName = "FILE" };
    private static readonly Option<string?> By = new("--by") { Description = "with --store: who exports; without it, the user of this machine", HelpName = "NAME" };
    private static readonly Argument<string> Bundle = new("FILE") { Description = "the bundle, a .zip" };
    private static readonly Option<string?> Key = new("--key") { Description = "public keys, PEM, one of which must have signed it; without it, the one in the bundle is taken", HelpName = "FILE" };
    private static readonly Option<bool> Json = new("--json") { Description = "the result as JSON" };

    public static Command Create()
    {
        var export = new Command("export", """
            Everything about one alert in one archive: its history, the vessel's track, the sentences as received, thresholds, charts, audit entries; hashed and signed.

            Examples:
              maritimewatch evidence export --alert drag-at-anchor-219000606-nemo-link-20241117T000000Z --tlp AMBER --output case.zip
              maritimewatch evidence export --alert ID --tlp AMBER+STRICT --before 6h --neighbours 5 --server https://watch.example:5080
              maritimewatch evidence export --alert ID --tlp RED --store data/maritimewatch.db --assets cables.geojson
            """);
        foreach (var option in (Option[])[Alert, Label, Output, Before, After, NeighbourMiles, Server, ServerCredentials.TokenFile, Store, JournalFolder, Assets, Settings, SigningKey, By])
        {
            export.Options.Add(option);
        }

        export.SetAction(ExportAsync);
        var verify = new Command("verify", """
            Whether a bundle is as it was exported: every byte, every hash, the signature, the chain of its audit entries, its markings.

            Examples:
              maritimewatch evidence verify case.zip
              maritimewatch evidence verify case.zip --key maritimewatch.db.audit-public.pem
            """)
        {
            Bundle, Key, Json,
        };
        verify.SetAction(parsed => Verify(parsed.GetRequiredValue(Bundle), parsed.GetValue(Key), parsed.GetValue(Json)));
        return new Command("evidence", "Everything about one alert as an archive, and the check of such an archive.") { export, verify };
    }

    /// <summary>Checks a bundle and says what was found; the exit code is 1 where anything is wrong.</summary>
    public static int Verify(string path, string? keys, bool asJson)
    {
        if (!File.Exists(path))
        {
            throw new CommandFailedException($"{path}: no such file", ExitCode.WrongUsage);
        }

        if (new FileInfo(path).Length > int.MaxValue / 2)
        {
            throw new CommandFailedException($"{path}: larger than 1 GiB; no bundle is");
        }

        var verdict = EvidenceVerification.Verify(File.ReadAllBytes(path), keys is null ? [] : ReadKeys(keys));
        Console.Out.Write(asJson ? AsJson(verdict) : AsText(path, verdict));
        return verdict.IsIntact ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<int> ExportAsync(ParseResult parsed, CancellationToken interrupted)
    {
        if (!AccessWords.TryParse<Tlp>(parsed.GetRequiredValue(Label), out var tlp))
        {
            throw new CommandFailedException($"--tlp {parsed.GetValue(Label)}: CLEAR, GREEN, AMBER, AMBER+STRICT or RED", ExitCode.WrongUsage);
        }

        var request = new BundleRequest(parsed.GetRequiredValue(Alert), tlp, Time(parsed, Before), Time(parsed, After), parsed.GetValue(NeighbourMiles));
        if (request.Problem() is { } problem)
        {
            throw new CommandFailedException(problem, ExitCode.WrongUsage);
        }

        var output = parsed.GetValue(Output) ?? EvidenceApi.FileName(request);
        var bundle = parsed.GetValue(Store) is { } store ? FromStore(store, request, parsed, interrupted) : await FromServiceAsync(request, parsed, interrupted);

        // Never half a bundle under its name.
        var fresh = output + ".part";
        await File.WriteAllBytesAsync(fresh, bundle, interrupted);
        File.Move(fresh, output, overwrite: true);
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{output}: {bundle.Length:N0} bytes, {TlpMarking.Of(tlp)}; check it with 'maritimewatch evidence verify'"));
        return ExitCode.Done;
    }

    private static byte[] FromStore(string path, BundleRequest request, ParseResult parsed, CancellationToken interrupted)
    {
        try
        {
            using var store = StoreCommand.OpenForReading(path);
            var charts = parsed.GetValue(Assets) ?? [];
            using var key = ReadSigningKey(path, parsed.GetValue(SigningKey));
            if (key is null)
            {
                Console.Error.WriteLine("maritimewatch: the bundle is not signed: there is no key to sign with; give --signing-key");
            }

            var sources = new BundleSources
            {
                Store = store,
                Chart = charts.Length > 0 ? ChartFiles.Load(charts).Chart : ChartOfStore.Find(store, TimeOf(request.AlertId, store)),
                Settings = parsed.GetValue(Settings) is { } settings ? DetectionSettingsFile.Load(settings) : DetectionSettings.Default,
                Journal = parsed.GetValue(JournalFolder) ?? JournalSettings.Beside(path),
                Signer = key is null ? null : new KeySigner(key),
            };
            return new BundleComposer(sources).Compose(request, parsed.GetValue(By) ?? Environment.UserName, new Instant(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()), interrupted);
        }
        catch (Exception failure) when (failure is StoreException or BundleRefusedException or InvalidDataException)
        {
            throw new CommandFailedException(failure.Message);
        }
    }

    /// <summary>The time of an alert; of one that is not there, which the composer says, any.</summary>
    private static Instant TimeOf(string alertId, SqliteStore store) => store.Desk.Find(alertId) is { } standing
        ? WireTime.ToDomain(AlertEvent.Parser.ParseFrom(standing.Newest.Payload).EventTime)
        : Instant.MaxValue;

    private static Task<byte[]> FromServiceAsync(BundleRequest request, ParseResult parsed, CancellationToken interrupted)
    {
        var address = ServerAddress.Parse(parsed.GetRequiredValue(Server));
        var query = string.Create(
            CultureInfo.InvariantCulture,
            $"api/v1/alerts/{Uri.EscapeDataString(request.AlertId)}/evidence?tlp={Uri.EscapeDataString(TlpMarking.Of(request.Tlp)[4..])}&before={(long)request.Before.TotalSeconds}s&after={(long)request.After.TotalSeconds}s&neighbours={request.NeighbourNauticalMiles}");
        return HttpQuestion.AskAsync(parsed, address, query, interrupted, Patience, ExitCode.Failed);
    }

    private static AuditSigningKey? ReadSigningKey(string store, string? path)
    {
        var file = path ?? new AuditSettings().KeyOf(new StoreSettings { Path = store });
        try
        {
            return AuditSigningKey.FromPem(File.ReadAllText(file));
        }
        catch (Exception failure) when (path is null && failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IReadOnlyList<AuditPublicKey> ReadKeys(string path)
    {
        try
        {
            return AuditPublicKey.FromPem(File.ReadAllText(path));
        }
        catch (Exception failure) when (failure is InvalidDataException or FormatException)
        {
            throw new CommandFailedException($"{path}: {failure.Message}", ExitCode.WrongUsage);
        }
    }

    private static TimeSpan Time(ParseResult parsed, Option<string> option) => EvidenceApi.TryDuration(parsed.GetRequiredValue(option), out var time)
        ? time
        : throw new CommandFailedException($"{option.Name} {parsed.GetValue(option)}: write a length of time like 90m or 2h", ExitCode.WrongUsage);

    private static string AsText(string path, BundleVerdict verdict)
    {
        var text = new StringWriter { NewLine = "\n" };
        foreach (var problem in verdict.Problems)
        {
            text.WriteLine(PlainText.Clean($"{problem}"));
        }

        if (verdict.Manifest is { } manifest)
        {
            text.WriteLine(PlainText.Clean($"{(manifest.Format == BundleManifest.SuspectsFormat ? "report" : "alert "),-8}  {manifest.AlertId}, {manifest.PeriodFrom} to {manifest.PeriodTo}, {manifest.Tlp}"));
            text.WriteLine($"audit     {manifest.Audit.Entries} entries, {manifest.Audit.CoveredBySignature} of them under a signed checkpoint");
        }

        if (verdict.Statement is { } statement)
        {
            text.WriteLine(PlainText.Clean($"exported  by {statement.ExportedBy} at {statement.ExportedAt}, {(statement.KeyId is { } key ? $"signed with key {key}" : "not signed")}"));
            if (statement.KeyId is not null && verdict.IsKeyTrusted is null)
            {
                text.WriteLine("          the key came with the bundle: compare it with the one that the operator published, or give --key");
            }
        }

        text.WriteLine(verdict.IsIntact ? $"{Path.GetFileName(path)}: intact, {verdict.Files} files" : $"{Path.GetFileName(path)}: NOT INTACT, {verdict.Problems.Count} problems");
        return text.ToString();
    }

    private static string AsJson(BundleVerdict verdict) => JsonSerializer.Serialize(
        new
        {
            intact = verdict.IsIntact,
            problems = verdict.Problems.Select(problem => new { file = problem.File, what = problem.What }),
            alertId = verdict.Manifest?.AlertId,
            tlp = verdict.Manifest?.Tlp,
            exportedBy = verdict.Statement?.ExportedBy,
            exportedAt = verdict.Statement?.ExportedAt.ToString(),
            key = verdict.Statement?.KeyId,
            keyTrusted = verdict.IsKeyTrusted,
            files = verdict.Files,
        },
        new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" }) + "\n";
}
