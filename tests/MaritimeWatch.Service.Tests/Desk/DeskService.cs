using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Service.Tests.Hosting;
using DomainAlert = MaritimeWatch.Domain.Alerts.AlertEvent;
using DomainSeverity = MaritimeWatch.Domain.Alerts.Severity;
using DomainState = MaritimeWatch.Domain.Alerts.AlertState;

namespace MaritimeWatch.Service.Tests.Desk;

/// <summary>The whole service with alerts put into its log, as operators' consoles see it.</summary>
internal sealed class DeskService : IAsyncDisposable
{
    private DeskService(RunningService service) => Service = service;

    public RunningService Service { get; }

    public static async Task<DeskService> StartAsync(Func<ServiceSettings, ServiceSettings>? change = null, TimeProvider? clock = null) =>
        new(await RunningService.StartAsync(change, clock: clock));

    public static DomainAlert Alert(string id, int revision = 1, DomainState state = DomainState.Raised, DomainSeverity severity = DomainSeverity.Warning) => new()
    {
        Sequence = 0,
        AlertId = id,
        Revision = revision,
        State = state,
        Kind = Domain.Alerts.AlertKind.Loitering,
        Severity = severity,
        Vessel = new Domain.Alerts.VesselIdentity(new Mmsi(219_000_606), "ADA", null, null, null, null),
        Position = new Domain.GeoPosition(51.5, 2.0),
        Since = Traffic.Epoch,
        EventTime = Traffic.Epoch + TimeSpan.FromMinutes(revision),
        Headline = "",
        RecommendedAction = "",
        Evidence = new Domain.Alerts.Evidence("test", "1", "0000000000000000", "", [], [], [], [], [], ""),
    };

    public async Task PublishAsync(params DomainAlert[] alerts) =>
        Service.Host.Feed.Publish(await Service.Host.Store.Alerts.AppendAsync(alerts, AlertDelivery.Encoding));

    public async Task<Alert> AcknowledgeAsync(string id, string who = "ann", string requestId = "", string etag = "", string comment = "") =>
        (await CallAsync<AcknowledgeAlertRequest, AcknowledgeAlertResponse>(
            "AcknowledgeAlert", new AcknowledgeAlertRequest { AlertId = id, RequestId = requestId, Etag = etag, Comment = comment }, who)).Alert;

    public async Task<Alert> GetAsync(string id) => (await CallAsync<GetAlertRequest, GetAlertResponse>("GetAlert", new GetAlertRequest { AlertId = id })).Alert;

    public Task<ListAlertsResponse> ListAsync(string filter = "", int pageSize = 0, string pageToken = "") =>
        CallAsync<ListAlertsRequest, ListAlertsResponse>("ListAlerts", new ListAlertsRequest { Filter = filter, PageSize = pageSize, PageToken = pageToken });

    public Task<TResponse> CallAsync<TRequest, TResponse>(string method, TRequest request, string who = "ann")
        where TRequest : class, Google.Protobuf.IMessage<TRequest>
        where TResponse : class, Google.Protobuf.IMessage<TResponse> => Service.Client.CallAsync(
            new GrpcMethod<TRequest, TResponse>(AlertServiceReflection.Descriptor.Services[0], method), request, metadata: new GrpcMetadata { { "operator", who } });

    public async Task<(StatusCode Code, string Message)> RefusedAsync<TRequest, TResponse>(string method, TRequest request, string who = "ann")
        where TRequest : class, Google.Protobuf.IMessage<TRequest>
        where TResponse : class, Google.Protobuf.IMessage<TResponse>
    {
        var refused = await Assert.ThrowsAsync<GrpcStatusException>(() => CallAsync<TRequest, TResponse>(method, request, who));
        return (refused.Code, refused.Message);
    }

    /// <summary>The feed's messages, heartbeats aside, in short: "1 a1" for an event of revision 1, "2 a Acknowledged ann" for a transition.</summary>
    public async Task<List<string>> WatchAsync(int count, long after = 0, AlertFilter? filter = null)
    {
        var seen = new List<string>();
        using var patience = new CancellationTokenSource(RunningService.Patience);
        await foreach (var response in Service.Client.StreamAsync(RunningService.WatchAlerts, new WatchAlertsRequest { AfterSequence = after, Filter = filter }, cancellation: patience.Token))
        {
            if (response.Event is { } alert)
            {
                seen.Add(FormattableString.Invariant($"{alert.Sequence} {alert.AlertId}{alert.Revision}"));
            }
            else if (response.Transition is { } transition)
            {
                seen.Add(FormattableString.Invariant($"{transition.Sequence} {transition.AlertId} {transition.Action} {transition.Actor}"));
            }

            if (seen.Count == count)
            {
                break;
            }
        }

        return seen;
    }

    /// <summary>Until the feed has reached a sequence.</summary>
    public Task ReachAsync(long sequence) => Eventually.HoldsAsync(() => Service.Host.Feed.HighWater >= sequence);

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
