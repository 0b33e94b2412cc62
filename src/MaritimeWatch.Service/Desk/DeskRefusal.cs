using MaritimeWatch.Domain.Desk;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Desk;

/// <summary>Why the desk did not do what was asked.</summary>
internal static class DeskRefusal
{
    public static GrpcStatusException NotFound(string alertId) =>
        Refused.For(StatusCode.NotFound, "ALERT_NOT_FOUND", $"there is no alert '{alertId}'", values: ("alertId", alertId));

    public static GrpcStatusException RequestIdTaken(DeskRequest request) =>
        Refused.Field("request_id", $"request_id '{request.RequestId}' was used for another request", "REQUEST_ID_USED");

    public static GrpcStatusException Of(DeskRequest request, DeskAnswer answer) => answer.Outcome switch
    {
        DeskOutcome.NotFound => NotFound(request.AlertId),
        DeskOutcome.Overtaken => Overtaken(request.AlertId, answer.Status!),
        DeskOutcome.RequestIdTaken => RequestIdTaken(request),
        DeskOutcome.Refused => Refused.For(
            StatusCode.FailedPrecondition, "ALERT_STATE", $"alert '{request.AlertId}' {answer.Reason}", null,
            answer.Status is { } status ? [("alertId", request.AlertId), ("state", Name(status.State)), ("etag", status.Etag)] : [("alertId", request.AlertId)]),
        var outcome => throw new InvalidOperationException($"a command came to {outcome}"),
    };

    private static GrpcStatusException Overtaken(string alertId, OperatorStatus status) => Refused.For(
        StatusCode.Aborted, "ALERT_CHANGED", $"{status.ChangedBy} was faster: alert '{alertId}' is {Word(status.State)} and its etag is {status.Etag}", null,
        ("alertId", alertId), ("changedBy", status.ChangedBy), ("state", Name(status.State)), ("etag", status.Etag));

    private static string Word(OperatorState state) => state == OperatorState.ClearedUnacknowledged ? "cleared and unacknowledged" : state.ToString().ToLowerInvariant();

    /// <summary>As the contract writes it, e.g. <c>OPERATOR_STATE_CLOSED</c>.</summary>
    private static string Name(OperatorState state) => Contracts.V1.AlertReflection.Descriptor.EnumTypes.Single(type => type.Name == nameof(OperatorState)).FindValueByNumber((int)state).Name;
}
