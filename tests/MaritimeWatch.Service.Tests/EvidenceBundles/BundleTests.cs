using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Csv;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Service.Tests.Access;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Service.Tests.Replay;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.Tests.EvidenceBundles;

/// <summary>What a bundle holds.</summary>
public sealed class BundleTests(ExportedCase exported) : IClassFixture<ExportedCase>
{
    private static readonly Instant SomeTime = Instant.FromUtc(2026, 3, 1);

    [Fact]
    public void Bundle_AsServed_IsIntact_AndItsAuditEntriesAreUnderASignature()
    {
        var verdict = EvidenceVerification.Verify(exported.Bundle, [exported.Service.Host.Audit.Signing.PublicKey]);

        Assert.Empty(verdict.Problems);
        Assert.Equal((exported.AlertId, "TLP:AMBER+STRICT", true), (verdict.Manifest!.AlertId, verdict.Manifest.Tlp, verdict.IsKeyTrusted));

        // The event and the acknowledgement.
        Assert.Equal(new BundleAudit(2, 2), verdict.Manifest.Audit);
        Assert.Equal("local", verdict.Statement!.ExportedBy);
    }

    [Fact]
    public void Compose_Twice_DiffersInTheFilesOfTheExportAlone()
    {
        var composer = new BundleComposer(exported.Sources);
        var one = composer.Compose(exported.Request, "ann", SomeTime, CancellationToken.None);
        var other = composer.Compose(exported.Request, "ben", SomeTime + TimeSpan.FromDays(1), CancellationToken.None);

        var (first, second) = (ExportedCase.Files(one), ExportedCase.Files(other));
        var differing = first.Keys.Where(name => !first[name].AsSpan().SequenceEqual(second[name])).Order();
        Assert.Equal([BundleNames.Signature, BundleNames.Export], differing.Order(StringComparer.Ordinal));
        var until = ZipLayout.Read(one, 1 << 30).Entries.Single(entry => entry.Name == BundleNames.Export).Offset;
        Assert.Equal(one[..(int)until], other[..(int)until]);
    }

    [Fact]
    public async Task Replay_OfTheBundlesOwnFiles_RaisesTheSameAlert()
    {
        using var bench = new ReplayBench();
        var files = ExportedCase.Files(exported.Bundle);

        var again = await bench.ReplayAsync(
            [bench.Write("track.csv", files[BundleNames.TrackTable])], [bench.Write("chart.geojson", files[BundleNames.Chart])], "--settings", bench.Write("settings.json", files[BundleNames.Settings]));

        // The clock of a recording starts at the middle one of its first times.
        Assert.Equal((ExitCode.SomeInputRejected, "late 1"), (again.Exit, again.Rejections));
        using var raised = JsonDocument.Parse(Encoding.UTF8.GetString(files[BundleNames.Events]).Split('\n')[0]);
        var raisedAgain = Assert.Single(again.Events, alert => alert.GetProperty("state").GetString() == "ALERT_STATE_RAISED");
        foreach (var property in (string[])["alertId", "kind", "severity", "vessel", "asset", "since"])
        {
            Assert.Equal(raised.RootElement.GetProperty(property).GetRawText(), raisedAgain.GetProperty(property).GetRawText());
        }
    }

    [Fact]
    public async Task Replay_OfTheRawSentences_RaisesTheSameAlertByteForByte()
    {
        using var bench = new ReplayBench();
        var files = ExportedCase.Files(exported.Bundle);

        var again = await bench.ReplayAsync([bench.Write("raw.nmea", files[BundleNames.Raw])], [bench.Write("chart.geojson", files[BundleNames.Chart])]);

        Assert.Equal(ExitCode.Done, again.Exit);
        Assert.Equal(Encoding.UTF8.GetString(files[BundleNames.Events]).Split('\n')[0], again.AlertLines[0]);

        // Her positions and a name of two sentences, behind the marking.
        Assert.Equal(1 + 2 + ExportedCase.Positions, Encoding.ASCII.GetString(files[BundleNames.Raw]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void TrackTable_ReadAgain_GivesTheStoredReportsAndTheHostileNameExactly_AndNoFieldBeginsAFormula()
    {
        var table = ExportedCase.Text(exported.Bundle, BundleNames.TrackTable);
        var lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(CsvReportParser.TryCreate(Encoding.UTF8.GetBytes(lines[0]), new StaticReportInterning(), out var parser, out var error), error);

        var read = lines[1..].Select(line => parser.TryParse(Encoding.UTF8.GetBytes(line), out var report, out var reason) ? report : throw new InvalidDataException($"{reason}: {line}")).ToList();

        var stored = exported.Service.Host.Store.Tracks.GetTrack(new Mmsi(ExportedCase.Ship), Traffic.Epoch - TimeSpan.FromHours(1), Traffic.Epoch + TimeSpan.FromHours(1), 1_000);
        Assert.Equal(ExportedCase.Positions, stored.Count);
        Assert.Equal(stored, read.Select(report => report.Dynamic));
        Assert.Equal((ExportedCase.Name, "+SUM(A1)", (byte)71, 7.4), (read[0].Static!.Name, read[0].Static!.Destination, read[0].Static!.ShipType!.Value.Code, read[0].Static!.DraughtMetres));
        Assert.Equal(((ushort)10, (ushort)12), (read[0].Static!.ToPort, read[0].Static!.ToStarboard));
        Assert.DoesNotMatch("(^|[,\"])[=+@]", table.Replace("# Timestamp", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Texts_OfStrangers_DriveNoTerminalAndTurnNoLine()
    {
        foreach (var (name, content) in ExportedCase.Files(exported.Bundle).Where(file => file.Key is not (BundleNames.Signature or BundleNames.Raw)))
        {
            var text = Encoding.UTF8.GetString(content);
            Assert.DoesNotContain(text, letter => (char.IsControl(letter) && letter != '\n') || char.GetUnicodeCategory(letter) == UnicodeCategory.Format);
            if (name.EndsWith("json", StringComparison.Ordinal))
            {
                Assert.DoesNotContain("<script>", text, StringComparison.OrdinalIgnoreCase);
            }
        }

        // The note is one line in words, and exactly itself in JSON.
        Assert.Contains("acknowledged  ", ExportedCase.Text(exported.Bundle, BundleNames.Alert), StringComparison.Ordinal);
        using var transition = JsonDocument.Parse(ExportedCase.Text(exported.Bundle, BundleNames.Transitions));
        Assert.Equal(ExportedCase.Note, transition.RootElement.GetProperty("cause").GetString());
    }

    [Fact]
    public void GeoJson_IsLongitudeFirst_MarkedAndWhole()
    {
        using var track = JsonDocument.Parse(ExportedCase.Files(exported.Bundle)[BundleNames.TrackShape]);

        Assert.Equal("TLP:AMBER+STRICT", track.RootElement.GetProperty("tlp").GetString());
        var line = track.RootElement.GetProperty("features")[0];
        var points = line.GetProperty("geometry").GetProperty("coordinates")[0];
        Assert.Equal((ExportedCase.Positions, 2.0, 51.5), (points.GetArrayLength(), Math.Round(points[100][0].GetDouble(), 4), points[0][1].GetDouble()));
        Assert.Equal(ExportedCase.Positions, line.GetProperty("properties").GetProperty("times")[0].GetArrayLength());
    }

    [Fact]
    public void Neighbours_WithinTheDistance_AreThere_AndTheOneFarAwayIsNot()
    {
        var composer = new BundleComposer(exported.Sources);

        // The other ship of this traffic lies 225 nautical miles off.
        var none = composer.Compose(exported.Request with { NeighbourNauticalMiles = 50 }, "ann", SomeTime, CancellationToken.None);

        Assert.Single(ExportedCase.Text(none, BundleNames.NeighbourTable).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(EvidenceVerification.Verify(none, []).Problems);
    }

    [Fact]
    public void Export_OverHttp_IsInTheAuditLogWithTheHashOfWhatLeft()
    {
        var entry = exported.Service.Host.Store.Audit.From(1, 1_000).First(entry => entry.Record.Action == AuditActions.EvidenceExported);

        Assert.Equal((exported.AlertId, "local"), (entry.Record.Subject, entry.Record.Actor));
        Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(exported.Bundle)), entry.Record.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tlp=GREEN", 403, "TLP_BELOW_MARKING")]
    [InlineData("tlp=PURPLE", 400, "OUT_OF_RANGE")]
    [InlineData("before=49h", 400, "OUT_OF_RANGE")]
    [InlineData("before=45", 400, "OUT_OF_RANGE")]
    [InlineData("neighbours=51", 400, "OUT_OF_RANGE")]
    [InlineData("neighbours=NaN", 400, "OUT_OF_RANGE")]
    [InlineData("neighbors=5", 400, "OUT_OF_RANGE")]
    public async Task Export_AskedForWrongly_IsRefusedWithTheReason(string query, int status, string reason)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(exported.Service.Host.HttpAddress, $"/api/v1/alerts/{exported.AlertId}/evidence?{query}"));

        Assert.Equal(status, (int)response.StatusCode);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(reason, problem.RootElement.GetProperty("reason").GetString());
    }

    /// <summary>The command sends seconds, whatever it was given.</summary>
    [Theory]
    [InlineData("172800s", 48)]
    [InlineData("2880m", 48)]
    [InlineData("48h", 48)]
    [InlineData("48:00:00", null)]
    [InlineData("2.00:00:00", 48)]
    [InlineData("99999999999h", null)]
    [InlineData("-1h", null)]
    public void TryDuration_InAnyUnit_IsTheSameLength(string text, int? hours) =>
        Assert.Equal(hours is { } number ? TimeSpan.FromHours(number) : null, MaritimeWatch.Service.Api.EvidenceApi.TryDuration(text, out var duration) ? duration : (TimeSpan?)null);

    /// <summary>An event that is entered while the bundle is made has an entry and no line in the history that was read before.</summary>
    [Fact]
    public void AuditPart_OfAHistoryThatHasGrownMeanwhile_HoldsWhatTheHistoryHolds()
    {
        var history = exported.Service.Host.Store.Desk.History(exported.AlertId);
        Assert.Equal(2, history.Count);

        var (summary, files) = AuditPart.Write(exported.Service.Host.Store.Audit, exported.AlertId, [history[0]], "TLP:AMBER");

        Assert.Equal(1, summary.Entries);
        Assert.Single(Encoding.UTF8.GetString(files.First().Content).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Compose_MorePositionsThanFit_IsRefusedAtOneBeyondTheLimit()
    {
        Assert.NotEmpty(new BundleComposer(exported.Sources, ExportedCase.Positions).Compose(exported.Request, "ann", SomeTime, CancellationToken.None));

        var refusal = Assert.Throws<BundleRefusedException>(() => new BundleComposer(exported.Sources, ExportedCase.Positions - 1).Compose(exported.Request, "ann", SomeTime, CancellationToken.None));

        Assert.Equal(BundleRefusedException.TooMuch, refusal.Reason);
    }

    [Theory]
    [InlineData("", HttpStatusCode.NotFound, "ALERT_NOT_FOUND")]
    [InlineData("?tlp=GREEN", HttpStatusCode.Forbidden, "TLP_BELOW_MARKING")]
    [InlineData("?tlp=AMBER", HttpStatusCode.NotFound, "ALERT_NOT_FOUND")]
    [InlineData("?tlp=AMBER%2BSTRICT", HttpStatusCode.NotFound, "ALERT_NOT_FOUND")]
    [InlineData("?tlp=AMBER+STRICT", HttpStatusCode.NotFound, "ALERT_NOT_FOUND")]
    [InlineData("?tlp=RED", HttpStatusCode.Forbidden, "TLP_ABOVE_CLEARANCE")]
    public async Task Export_WithALabel_IsJudgedByTheCallersClearance_BeforeTheAlertIsLookedFor(string query, HttpStatusCode status, string reason)
    {
        await using var service = await SecuredService.StartAsync();
        var analyst = service.Token("ann", Role.Analyst, change: token => token with { Clearance = Tlp.AmberStrict });

        using var response = await service.CallAsync($"GET /api/v1/alerts/nobody/evidence{query}", [$"Bearer {analyst}"]);

        using var problem = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal((status, reason), (response.StatusCode, problem.RootElement.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Export_OfNoAlert_IsNotFound()
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(exported.Service.Host.HttpAddress, "/api/v1/alerts/nobody/evidence"));

        Assert.Equal(404, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(nameof(Tlp.Amber), nameof(Tlp.Amber), nameof(Tlp.Amber), null)]
    [InlineData(nameof(Tlp.Red), nameof(Tlp.Red), nameof(Tlp.Clear), null)]
    [InlineData(nameof(Tlp.AmberStrict), nameof(Tlp.Amber), nameof(Tlp.Amber), BundleRefusedException.AboveClearance)]
    [InlineData(nameof(Tlp.Green), nameof(Tlp.Red), nameof(Tlp.Amber), BundleRefusedException.BelowMarking)]
    public void Check_LabelAgainstClearanceAndMarking(string wanted, string clearance, string marking, string? reason)
    {
        var refusal = Record.Exception(() => MaritimeWatch.Service.Api.EvidenceApi.Check(Enum.Parse<Tlp>(wanted), Enum.Parse<Tlp>(clearance), Enum.Parse<Tlp>(marking)));

        Assert.Equal(reason, (refusal as BundleRefusedException)?.Reason);
    }

    [Fact]
    public async Task Commands_ExportFromTheServiceAndFromTheStore_AndVerify_EndAsTheySay()
    {
        using var bench = new ReplayBench();
        var (served, stored) = (bench.PathOf("served.zip"), bench.PathOf("stored.zip"));

        var fromService = await CommandRun.HereAsync("evidence", "export", "--alert", exported.AlertId, "--tlp", "AMBER+STRICT", "--server", $"{exported.Service.Host.HttpAddress}", "--output", served);
        var fromStore = await CommandRun.HereAsync("evidence", "export", "--alert", exported.AlertId, "--tlp", "RED", "--store", exported.Service.Host.Store.Path, "--output", stored, "--by", "ann");
        var low = await CommandRun.HereAsync("evidence", "export", "--alert", exported.AlertId, "--tlp", "CLEAR", "--server", $"{exported.Service.Host.HttpAddress}", "--output", bench.PathOf("low.zip"));

        Assert.Equal((0, 0, 1), (fromService.Exit, fromStore.Exit, low.Exit));
        Assert.Contains("TLP:CLEAR is below the marking of the data, TLP:AMBER", low.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(bench.PathOf("low.zip")));
        Assert.Empty(EvidenceVerification.Verify(await File.ReadAllBytesAsync(stored), []).Problems);
        Assert.Equal((0, 0), ((await CommandRun.HereAsync("evidence", "verify", served)).Exit, (await CommandRun.HereAsync("evidence", "verify", stored)).Exit));
        Assert.Equal(0, (await CommandRun.HereAsync("audit", "verify", served)).Exit);
        File.WriteAllBytes(served, [.. File.ReadAllBytes(served), 0]);
        Assert.Equal(1, (await CommandRun.HereAsync("audit", "verify", served)).Exit);
        Assert.Equal(1, (await CommandRun.HereAsync("evidence", "verify", served)).Exit);
    }
}
