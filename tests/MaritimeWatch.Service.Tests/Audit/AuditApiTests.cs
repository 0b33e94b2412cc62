using System.Net;
using System.Text.Json;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Audit;
using MaritimeWatch.Service.Tests.Access;
using MaritimeWatch.Service.Tests.Desk;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.Tests.Audit;

/// <summary>What a running service enters, and what it tells of it.</summary>
public sealed class AuditApiTests
{
    [Fact]
    public async Task Refusals_OfStrangersAndOfTheKnown_AreEntriesWithACountAndWithoutASecret()
    {
        await using var service = await SecuredService.StartAsync();
        var (viewer, forged) = (service.Token("ann", Role.Viewer), $"mwt_{new string('0', 16)}_{new string('A', 43)}");
        for (var time = 0; time < 3; time++)
        {
            await service.OutcomeAsync("GET /metrics", []);
        }

        await service.OutcomeAsync("GET /metrics", [$"Bearer {viewer}"]);
        await service.OutcomeAsync("/maritimewatch.v1.AlertService/AcknowledgeAlert", [$"Bearer {forged}"]);
        await service.Host.Audit.WriteAsync(isLast: true);

        var entries = service.Host.Store.Audit.From(1, 1_000).Select(entry => entry.Record).ToList();
        Assert.Equal(
            ["CREDENTIALS_INVALID unknown /maritimewatch.v1.AlertService/AcknowledgeAlert 1", "CREDENTIALS_MISSING unknown GET /metrics 3", "SCOPE_MISSING ann GET /metrics 1"],
            entries.Where(record => record.Action == AuditActions.AccessRefused)
                .Select(record => $"{record.Outcome} {record.Actor} {(record.Subject[0] == '/' && record.Subject.Contains('.', StringComparison.Ordinal) ? record.Subject : $"GET {record.Subject}")} {JsonDocument.Parse(record.Detail).RootElement.GetProperty("count")}")
                .Order(StringComparer.Ordinal));
        Assert.Equal($"127.0.0.1 api_token {viewer[4..20]}", entries.Single(record => record.Outcome == "SCOPE_MISSING").Client);
        var all = string.Join('\n', entries.Select(record => record.ToString()));
        Assert.All(service.Secrets.Append(forged[^43..]), secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));
    }

    /// <summary>Whoever looks after the service sees it where they look; the service goes on.</summary>
    [Fact]
    public async Task Readiness_WhereTheAuditLogHasTrouble_SaysSoUntilItIsOver()
    {
        await using var service = await MaritimeWatch.Service.Tests.Hosting.RunningService.StartAsync();
        var next = AuditKeyFiles.NextOf(service.Settled.Audit.KeyOf(service.Settled.Store));
        using var http = new HttpClient();
        File.WriteAllText(next, "no key");
        await service.Host.Audit.WriteAsync(isLast: false);

        Assert.Contains("ready\nnote: the audit log is not written and signed as it should be: ", await http.GetStringAsync(new Uri(service.Host.HttpAddress, "/readyz")), StringComparison.Ordinal);
        Assert.False(service.Host.Ended.IsCompleted);
        File.Delete(next);
        await service.Host.Audit.WriteAsync(isLast: false);
        Assert.Equal("ready\n", await http.GetStringAsync(new Uri(service.Host.HttpAddress, "/readyz")));
    }

    [Fact]
    public async Task LockOuts_OfOneAddress_AreOneEntryWithACount()
    {
        await using var service = await SecuredService.StartAsync();
        for (var time = 0; time < 30; time++)
        {
            await service.OutcomeAsync("GET /metrics", [$"Bearer mwt_{new string('0', 16)}_{new string('A', 43)}"]);
        }

        await service.Host.Audit.WriteAsync(isLast: true);

        var entry = Assert.Single(service.Host.Store.Audit.From(1, 1_000), entry => entry.Record.Action == AuditActions.AccessLockedOut).Record;
        Assert.Equal(("127.0.0.1", 1), (entry.Subject, JsonDocument.Parse(entry.Detail).RootElement.GetProperty("count").GetInt32()));
    }

    [Fact]
    public async Task Tokens_MadeAndRevokedWhileTheServiceRuns_AreEnteredByTheirIds()
    {
        await using var service = await SecuredService.StartAsync();
        var token = service.Token("bridge-1", Role.Operator, [Grant.ShiftLead]);
        await service.OutcomeAsync("GET /api/v1/access", [$"Bearer {token}"]);
        TokenFile.Change(service.TokenPath, file => file with { Tokens = [.. file.Tokens.Select(one => one with { Revoked = one.Name == "bridge-1" ? SetClock.Epoch : null })] });
        await service.OutcomeAsync("GET /api/v1/access", [$"Bearer {token}"]);
        File.WriteAllText(service.TokenPath, "nothing of the kind");
        await service.OutcomeAsync("GET /api/v1/access", [$"Bearer {token}"]);
        await service.Host.Audit.WriteAsync(isLast: true);

        var entries = service.Host.Store.Audit.From(1, 1_000).Select(entry => entry.Record).Where(record => record.Action.StartsWith("access.", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            ["access.token_added", "access.token_revoked"],
            entries.Where(record => record.Subject == token[4..20]).Select(record => record.Action));
        Assert.Contains("\"name\":\"bridge-1\",\"role\":\"operator\",\"grants\":[\"shift_lead\"]", entries.Single(record => record.Action == AuditActions.TokenAdded).Detail, StringComparison.Ordinal);
        Assert.Equal(
            ["done", "done", "done", "cannot be read; what was read before stays in force"],
            entries.Where(record => record is { Action: AuditActions.CredentialsLoaded, Subject: "tokens.json" }).Select(record => record.Outcome));
    }

    [Fact]
    public async Task Audit_OverHttp_GivesPagesTheNewestFirstAndNotesWhoReads()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync(DeskService.Alert("a"));
        await desk.AcknowledgeAsync("a", "ann");
        using var http = new HttpClient { BaseAddress = desk.Service.Host.HttpAddress };

        using var page = JsonDocument.Parse(await http.GetStringAsync(new Uri("/api/v1/audit?subject=a&limit=1", UriKind.Relative)));
        var newest = Assert.Single(page.RootElement.GetProperty("entries").EnumerateArray());
        using var next = JsonDocument.Parse(await http.GetStringAsync(new Uri($"/api/v1/audit?subject=a&before={page.RootElement.GetProperty("before").GetInt64()}", UriKind.Relative)));
        using var verified = JsonDocument.Parse(await http.GetStringAsync(new Uri("/api/v1/audit/verify", UriKind.Relative)));
        await desk.Service.Host.Audit.WriteAsync(isLast: true);

        Assert.Equal(("desk.acknowledged", "ann"), (newest.GetProperty("action").GetString(), newest.GetProperty("actor").GetString()));
        Assert.StartsWith("127.0.0.1:", newest.GetProperty("client").GetString(), StringComparison.Ordinal);
        Assert.Equal("alert.raised", Assert.Single(next.RootElement.GetProperty("entries").EnumerateArray()).GetProperty("action").GetString());
        Assert.False(next.RootElement.TryGetProperty("before", out _));
        Assert.True(verified.RootElement.GetProperty("whole").GetBoolean());
        Assert.Equal(0, verified.RootElement.GetProperty("findings").GetArrayLength());
        Assert.Contains(desk.Service.Host.Store.Audit.From(1, 1_000), entry => entry.Record is { Action: AuditActions.AuditRead, Actor: "local" });

        foreach (var bad in new[] { "?limit=0", "?limit=1001", "?before=x", "?from=yesterday", "?to=2024", "?from=2024-11-17 12:00", "?user=ann", "/verify?entries=100001", "/verify?limit=5" })
        {
            using var refused = await http.GetAsync(new Uri($"/api/v1/audit{bad}", UriKind.Relative));
            Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
            using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
            Assert.Equal(bad is "?user=ann" or "/verify?limit=5" ? "UNKNOWN_PARAMETER" : "INVALID_ARGUMENT", problem.RootElement.GetProperty("reason").GetString());
            Assert.Equal(bad[(bad.IndexOf('?', StringComparison.Ordinal) + 1)..bad.IndexOf('=', StringComparison.Ordinal)], problem.RootElement.GetProperty("violations")[0].GetProperty("field").GetString());
        }
    }

    [Fact]
    public async Task AStartAndAStop_WithOtherSettings_AreEnteredWithWhatChanged()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.Service.RestartAsync();
        await desk.Service.Host.Audit.WriteAsync(isLast: true);

        var actions = desk.Service.Host.Store.Audit.From(1, 1_000).Select(entry => entry.Record.Action).Where(action => action.StartsWith("service.", StringComparison.Ordinal) || action.EndsWith(".changed", StringComparison.Ordinal));
        Assert.Equal(["service.start", "service.stop", "service.start"], actions);
    }
}
