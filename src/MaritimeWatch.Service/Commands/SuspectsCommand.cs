using System.CommandLine;
using System.Globalization;
using Google.Protobuf;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Api;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Service.Forensics;
using MaritimeWatch.Service.Stores;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>suspects</c>: who passed an asset about the time of a fault, ranked, with reasons.</summary>
internal static class SuspectsCommand
{
    private static readonly Option<string> Asset = new("--asset") { Description = "id of the asset that failed, as 'assets' shows it", HelpName = "ID", Required = true };
    private static readonly Option<string> At = new("--at") { Description = "when it failed, RFC 3339 UTC; to the minute will do", HelpName = "TIME", Required = true };
    private static readonly Option<string> PlusMinus = new("--plus-minus") { Description = "how far off that may be, e.g. 30s, 2m or 3h, up to 24h; a power line's trip is logged to the second, a telecom alarm to the minute", HelpName = "TIME", DefaultValueFactory = _ => "2m" };
    private static readonly Option<string> Within = new("--within") { Description = "how far from the stretch to look, e.g. 500m, 2km or 1nm, 10 m to 20 km; 1 nm covers chart doubt, hull and what is towed on the seabed", HelpName = "DISTANCE", DefaultValueFactory = _ => "1nm" };
    private static readonly Option<double?> FromKm = new("--from-km") { Description = "the stretch begins at this kilometre from where the asset's chart begins; its beginning without it", HelpName = "KM" };
    private static readonly Option<double?> ToKm = new("--to-km") { Description = "the stretch ends at this kilometre; the asset's end without it", HelpName = "KM" };
    private static readonly Option<int> Most = new("--limit") { Description = "at most so many vessels in each list, 1 to 500", DefaultValueFactory = _ => 50 };
    private static readonly Option<string> Server = new("--server") { Description = "HTTP address of the running service", HelpName = "URL", DefaultValueFactory = _ => "http://localhost:5080" };
    private static readonly Option<string?> Store = new("--store") { Description = "read this database file instead of asking a service", HelpName = "FILE" };
    private static readonly Option<string[]> Assets = new("--assets") { Description = "with --store: the charts; without them the one that was in force at that time, as the store holds it", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<bool> Json = new("--json") { Description = "one JSON object instead of tables" };
    private static readonly Option<string?> Report = new("--report") { Description = "also write the report as one self-contained page, with map and plots", HelpName = "FILE.html" };
    private static readonly Option<string?> Bundle = new("--bundle") { Description = "also write it as a signed archive with the tracks; 'audit verify' checks it", HelpName = "FILE.zip" };
    private static readonly Option<string?> Label = new("--tlp") { Description = "marking of what is written and printed: CLEAR, GREEN, AMBER, AMBER+STRICT or RED; without it AMBER with --store, the marking of the data with --server", HelpName = "LABEL" };
    private static readonly Option<string?> SigningKey = new("--signing-key") { Description = "with --store and --bundle: private key, PEM; without it, the one of the audit log beside the store, if it may be read", HelpName = "FILE" };
    private static readonly Option<string?> By = new("--by") { Description = "with --store and --bundle: who exports; without it, the user of this machine", HelpName = "NAME" };

    public static Command Create()
    {
        var command = new Command(
            "suspects",
            """
            The vessels that crossed or neared a stretch of an asset about the time of a fault, ranked, each with its reasons; fishing vessels and small craft apart.
            A ranked list of what vessels transmitted, never an accusation: correlation is not attribution. Exit code 0 also where nobody was there.

            Examples:
              maritimewatch suspects --asset estlink-2 --at 2024-12-25T10:26Z
              maritimewatch suspects --asset nemo-link --at 2024-11-17T12:26Z --plus-minus 2m --from-km 40 --to-km 60 --report fault.html
              maritimewatch suspects --asset nemo-link --at 2024-11-17T12:26Z --store data/maritimewatch.db --assets cables.geojson --bundle fault.zip --tlp AMBER
            """);
        foreach (var option in (Option[])[Asset, At, PlusMinus, Within, FromKm, ToKm, Most, Server, ServerCredentials.TokenFile, Store, Assets, Json, Report, Bundle, Label, SigningKey, By])
        {
            command.Options.Add(option);
        }

        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>A distance such as <c>500m</c>, <c>2km</c>, <c>1nm</c>, in metres; a bare number is metres.</summary>
    public static bool TryDistance(string text, out double metres)
    {
        var (number, unit) = text switch
        {
            _ when text.EndsWith("nm", StringComparison.OrdinalIgnoreCase) => (text[..^2], 1_852.0),
            _ when text.EndsWith("km", StringComparison.OrdinalIgnoreCase) => (text[..^2], 1_000.0),
            _ when text.EndsWith('m') => (text[..^1], 1.0),
            _ => (text, 1.0),
        };
        var isOne = double.TryParse(number.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out metres) && double.IsFinite(metres);
        metres *= unit;
        return isOne;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var request = Request(parsed);
        Tlp? label = parsed.GetValue(Label) is not { } word ? null
            : AccessWords.TryParse<Tlp>(word, out var known) ? known
            : throw new CommandFailedException($"--tlp {word}: CLEAR, GREEN, AMBER, AMBER+STRICT or RED", ExitCode.WrongUsage);
        var answer = parsed.GetValue(Store) is { } store
            ? await FromStoreAsync(store, request, label ?? Tlp.Amber, parsed, interrupted)
            : await FromServiceAsync(request, label, parsed, interrupted);
        if (parsed.GetValue(Json))
        {
            Console.Out.WriteLine(Api.Http.Representation.Formatter.Format(answer));
        }
        else
        {
            Write(answer);
        }

        return ExitCode.Done;
    }

    private static RankSuspectsRequest Request(ParseResult parsed)
    {
        var at = EventTime.Parse(parsed.GetRequiredValue(At), "--at")!.Value;
        if (!EvidenceApi.TryDuration(parsed.GetRequiredValue(PlusMinus), out var plusMinus) || plusMinus > FaultQuestion.MostPlusMinus)
        {
            throw new CommandFailedException($"--plus-minus {parsed.GetValue(PlusMinus)}: write a length of time like 30s, 2m or 3h, up to 24h", ExitCode.WrongUsage);
        }

        if (!TryDistance(parsed.GetRequiredValue(Within), out var within))
        {
            throw new CommandFailedException($"--within {parsed.GetValue(Within)}: write a distance like 500m, 2km or 1nm", ExitCode.WrongUsage);
        }

        var request = new RankSuspectsRequest
        {
            AssetId = parsed.GetRequiredValue(Asset), At = WireTime.ToProto(at), PlusMinusSeconds = (int)plusMinus.TotalSeconds, WithinMetres = within, MaxSuspects = parsed.GetValue(Most),
        };
        if (parsed.GetValue(FromKm) is { } from)
        {
            request.FromKm = from;
        }

        if (parsed.GetValue(ToKm) is { } to)
        {
            request.ToKm = to;
        }

        return request;
    }

    private static async Task<RankSuspectsResponse> FromStoreAsync(string file, RankSuspectsRequest request, Tlp label, ParseResult parsed, CancellationToken interrupted)
    {
        var files = parsed.GetValue(Assets) ?? [];
        var report = await QueryCommand.AskAsync(
            file, store => new SuspectQueries(ChartOfStore.Of(files, store, WireTime.ToDomain(request.At)), store.Tracks, store.Desk).ReportAsync(request, interrupted));
        if (parsed.GetValue(Report) is { } page)
        {
            await SaveAsync(page, SuspectPage.Write(report, label), interrupted);
        }

        if (parsed.GetValue(Bundle) is { } bundle)
        {
            using var key = ReadKey(file, parsed.GetValue(SigningKey));
            if (key is null)
            {
                await Console.Error.WriteLineAsync("maritimewatch: the bundle is not signed: there is no key to sign with; give --signing-key");
            }

            var now = new Instant(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
            try
            {
                await SaveAsync(bundle, SuspectBundle.Compose(report, label, key is null ? null : new KeySigner(key), parsed.GetValue(By) ?? Environment.UserName, now), interrupted);
            }
            catch (BundleRefusedException refused)
            {
                throw new CommandFailedException(refused.Message);
            }
        }

        return SuspectMessages.Of(report, label);
    }

    private static async Task<RankSuspectsResponse> FromServiceAsync(RankSuspectsRequest request, Tlp? label, ParseResult parsed, CancellationToken interrupted)
    {
        var address = ServerAddress.Parse(parsed.GetRequiredValue(Server));
        var path = $"api/v1/assets/{Uri.EscapeDataString(request.AssetId)}/suspects";
        var query = string.Create(
            CultureInfo.InvariantCulture,
            $"?at={Uri.EscapeDataString(WireTime.ToDomain(request.At).ToString())}&plusMinusSeconds={request.PlusMinusSeconds}&withinMetres={request.WithinMetres}&maxSuspects={request.MaxSuspects}{(request.HasFromKm ? $"&fromKm={request.FromKm}" : "")}{(request.HasToKm ? $"&toKm={request.ToKm}" : "")}");
        var marked = label is { } tlp ? $"{query}&tlp={Uri.EscapeDataString(TlpMarking.Of(tlp)[4..])}" : query;
        if (parsed.GetValue(Report) is { } page)
        {
            await SaveAsync(page, await HttpQuestion.AskAsync(parsed, address, $"{path}/report{marked}", interrupted), interrupted);
        }

        if (parsed.GetValue(Bundle) is { } bundle)
        {
            await SaveAsync(bundle, await HttpQuestion.AskAsync(parsed, address, $"{path}/evidence{marked}", interrupted), interrupted);
        }

        return JsonParser.Default.Parse<RankSuspectsResponse>(System.Text.Encoding.UTF8.GetString(await HttpQuestion.AskAsync(parsed, address, path + marked, interrupted)));
    }

    private static AuditSigningKey? ReadKey(string store, string? path)
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
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException or FormatException)
        {
            throw new CommandFailedException($"{file}: {failure.Message}");
        }
    }

    // Never half a file under its name.
    private static async Task SaveAsync(string file, byte[] content, CancellationToken interrupted)
    {
        var fresh = file + ".part";
        await File.WriteAllBytesAsync(fresh, content, interrupted);
        File.Move(fresh, file, overwrite: true);
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{file}: {content.Length:N0} bytes"));
    }

    private static void Write(RankSuspectsResponse answer)
    {
        var style = TerminalStyle.OfOutput();
        Console.Out.WriteLine(AlertText.Clean(answer.Tlp));
        Console.Out.WriteLine(AlertText.Clean($"{answer.AssetName} ({answer.AssetId}), kilometre {answer.FromKm.ToString("0.#", CultureInfo.InvariantCulture)} to {answer.ToKm.ToString("0.#", CultureInfo.InvariantCulture)}; fault {WireTime.ToDomain(answer.From)} to {WireTime.ToDomain(answer.To)}"));
        Console.Out.WriteLine(answer.Wording);
        List("Ships", answer.Suspects, style);
        List("Fishing vessels and craft below 40 m", answer.FishingAndSmallCraft, style);
        foreach (var caution in answer.Cautions)
        {
            Console.Error.WriteLine(AlertText.Clean(caution));
        }
    }

    private static void List(string title, IReadOnlyList<Contracts.V1.Suspect> suspects, TerminalStyle style)
    {
        Console.Out.WriteLine();
        Console.Out.WriteLine(suspects.Count == 0 ? $"{title}: none" : title);
        if (suspects.Count == 0)
        {
            return;
        }

        var rows = suspects.Select(one => (IReadOnlyList<string>)
        [
            one.Rank.ToString(CultureInfo.InvariantCulture), one.Score.ToString("F1", CultureInfo.InvariantCulture), one.Vessel.HasName ? one.Vessel.Name : "", one.Vessel.Mmsi.ToString("D9", CultureInfo.InvariantCulture),
            SuspectTable.Word((PresenceKind)(int)one.Presence), WireTime.ToDomain(one.Passage.Time).WholeSecond.ToString(), one.Passage.HasKilometresAlong ? one.Passage.KilometresAlong.ToString("F1", CultureInfo.InvariantCulture) : "",
            one.Vessel.HasLengthMetres ? $"{one.Vessel.LengthMetres} m" : "", one.Vessel.HasShipType ? one.Vessel.ShipType : "",
        ]).ToList();
        foreach (var line in TextTable.Lines(["#", "points", "name", "mmsi", "presence", "time", "km", "length", "type"], rows, style))
        {
            Console.Out.WriteLine(line);
        }

        foreach (var one in suspects.Take(5))
        {
            Console.Out.WriteLine();
            Console.Out.WriteLine(AlertText.Clean($"{one.Rank}. {(one.Vessel.HasName ? one.Vessel.Name : $"MMSI {one.Vessel.Mmsi:D9}")}"));
            foreach (var reason in one.Reasons)
            {
                Console.Out.WriteLine(AlertText.Clean($"   + {reason}"));
            }

            foreach (var reason in one.Against)
            {
                Console.Out.WriteLine(AlertText.Clean($"   - {reason}"));
            }
        }
    }
}
