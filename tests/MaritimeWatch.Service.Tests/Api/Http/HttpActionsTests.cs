using System.Text.Json.Nodes;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Tests.Queries;

namespace MaritimeWatch.Service.Tests.Api.Http;

/// <summary>What people do about alerts, over HTTP, and why it is refused, on both sides alike.</summary>
public sealed class HttpActionsTests : IAsyncLifetime
{
    private readonly QueriedService service = new();

    public Task InitializeAsync() => service.InitializeAsync();

    public Task DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task Acknowledge_WithTheEtagOnce_IsDone_AndWithTheOldOneRefusedWithTheWinnersName()
    {
        var etag = (await service.HttpAsync("GET", "/api/v1/alerts/a")).Response.Headers.ETag!.ToString();

        var done = await service.HttpAsync("POST", "/api/v1/alerts/a/acknowledge", "{\"comment\":\"seen\"}", headers: [("If-Match", etag), ("operator", "ann")]);
        var late = await service.HttpAsync("POST", "/api/v1/alerts/a/acknowledge", "", headers: [("If-Match", etag), ("operator", "bob")]);
        var lateInTheBody = await service.HttpAsync("POST", "/api/v1/alerts/a/assign", $"{{\"etag\":{etag},\"assignee\":\"bob\"}}", headers: ("operator", "bob"));
        var overGrpc = await service.RefusedAsync<AssignAlertRequest, AssignAlertResponse>(new AssignAlertRequest { AlertId = "a", Etag = etag.Trim('"'), Assignee = "bob" });

        Assert.Equal(200, done.Status);
        Assert.Equal("OPERATOR_STATE_ACKNOWLEDGED", Status(done.Body)["state"]!.GetValue<string>());
        Assert.Equal($"\"{Status(done.Body)["etag"]}\"", done.Response.Headers.ETag!.ToString());
        Assert.Equal((412, 409), (late.Status, lateInTheBody.Status));
        Assert.Equal(("ALERT_CHANGED", "ann", "OPERATOR_STATE_ACKNOWLEDGED"), Told(late.Body));
        Assert.Equal(("ALERT_CHANGED", "ann", "OPERATOR_STATE_ACKNOWLEDGED"), Told(lateInTheBody.Body));
        Assert.Equal((StatusCode.Aborted, "ALERT_CHANGED", "ann"), (overGrpc.Code, overGrpc.ErrorInfo!.Reason, overGrpc.ErrorInfo.Metadata["changedBy"]));
        Assert.Equal(overGrpc.ErrorInfo.Metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal), late.Body["metadata"]!.AsObject().Select(entry => KeyValuePair.Create(entry.Key, entry.Value!.GetValue<string>())));
        Assert.Equal(overGrpc.Message, late.Body["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task Comment_TwiceUnderOneKey_IsWrittenOnce_AndTheKeyServesNothingElse()
    {
        var first = await service.HttpAsync("POST", "/api/v1/alerts/a/comment", "{\"comment\":\"one\"}", headers: [("Idempotency-Key", "k-1"), ("operator", "ann")]);
        var again = await service.HttpAsync("POST", "/api/v1/alerts/a/comment", "{\"comment\":\"one\"}", headers: [("Idempotency-Key", "\"k-1\""), ("operator", "ann")]);
        var other = await service.HttpAsync("POST", "/api/v1/alerts/a/acknowledge", "", headers: [("Idempotency-Key", "k-1"), ("operator", "ann")]);

        Assert.Equal((200, 200), (first.Status, again.Status));
        Assert.True(JsonNode.DeepEquals(first.Body, again.Body));
        Assert.Equal((400, "REQUEST_ID_USED", "requestId"), (other.Status, other.Body["reason"]!.GetValue<string>(), other.Body["violations"]![0]!["field"]!.GetValue<string>()));
        Assert.Single((await service.CallAsync<GetAlertRequest, GetAlertResponse>(new GetAlertRequest { AlertId = "a" })).Transitions);
    }

    [Fact]
    public async Task EveryAction_OverHttp_IsTheTransitionItNames()
    {
        (string Verb, string? Body, string Action)[] actions =
        [
            ("acknowledge", "", "OPERATOR_ACTION_ACKNOWLEDGED"),
            ("assign", "{\"assignee\":\"bob\"}", "OPERATOR_ACTION_ASSIGNED"),
            ("comment", "{\"comment\":\"she answers on VHF\"}", "OPERATOR_ACTION_COMMENTED"),
            ("shelve", "{\"duration\":\"1800s\",\"reason\":\"dredging\"}", "OPERATOR_ACTION_SHELVED"),
            ("shelve", "{}", "OPERATOR_ACTION_UNSHELVED"),
            ("close", "{\"disposition\":\"DISPOSITION_NUISANCE\"}", "OPERATOR_ACTION_CLOSED"),
        ];
        foreach (var (verb, body, _) in actions)
        {
            var answer = await service.HttpAsync("POST", $"/api/v1/alerts/b/{verb}", body, headers: ("operator", "ann"));
            Assert.True(answer.Status == 200, $"{verb}: {answer.Body}");
        }

        var history = (await service.HttpAsync("GET", "/api/v1/alerts/b")).Body;

        Assert.Equal(actions.Select(action => action.Action), history["transitions"]!.AsArray().Select(transition => transition!["action"]!.GetValue<string>()));
        Assert.All(history["transitions"]!.AsArray(), transition => Assert.Equal("ann", transition!["actor"]!.GetValue<string>()));
        var metrics = await service.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Contains("maritimewatch_alert_transitions_total{action=\"shelved\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("maritimewatch_alerts{operator_state=\"closed\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("maritimewatch_alerts{operator_state=\"unacknowledged\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("maritimewatch_http_requests_total{method=\"POST\",route=\"/api/v1/alerts/{alertId}/close\",code=\"200\"} 1\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Close_WhatIsClosed_IsRefusedWithItsStateOnBothSides()
    {
        const string Body = "{\"disposition\":\"DISPOSITION_TRUE\"}";
        await service.HttpAsync("POST", "/api/v1/alerts/a/close", Body);

        var http = await service.HttpAsync("POST", "/api/v1/alerts/a/close", Body);
        var grpc = await service.RefusedAsync<CloseAlertRequest, CloseAlertResponse>(new CloseAlertRequest { AlertId = "a", Disposition = Disposition.True });

        Assert.Equal((409, "ALERT_STATE", "OPERATOR_STATE_CLOSED"), (http.Status, http.Body["reason"]!.GetValue<string>(), http.Body["metadata"]!["state"]!.GetValue<string>()));
        Assert.Equal((StatusCode.FailedPrecondition, "ALERT_STATE", "OPERATOR_STATE_CLOSED"), (grpc.Code, grpc.ErrorInfo!.Reason, grpc.ErrorInfo.Metadata["state"]));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "text/plain")]
    [InlineData("", "application/x-www-form-urlencoded")]
    public async Task Action_WithoutABodyAndOfAnotherType_IsRefused_SinceAnyPageCanSendIt(string? body, string? type)
    {
        var answer = await service.HttpAsync("POST", "/api/v1/alerts/a/acknowledge", body, type);

        Assert.Equal((415, "UNSUPPORTED_MEDIA_TYPE"), (answer.Status, answer.Body["reason"]!.GetValue<string>()));
    }

    private static JsonNode Status(JsonNode answer) => answer["alert"]!["operatorStatus"]!;

    private static (string, string, string) Told(JsonNode problem) =>
        (problem["reason"]!.GetValue<string>(), problem["metadata"]!["changedBy"]!.GetValue<string>(), problem["metadata"]!["state"]!.GetValue<string>());
}
