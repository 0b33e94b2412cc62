using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain.Desk;
using MaritimeWatch.Grpc;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Service.Audit;
using MaritimeWatch.Storage;
using Disposition = MaritimeWatch.Domain.Desk.Disposition;

namespace MaritimeWatch.Service.Desk;

/// <summary>What people do about alerts: the five calls that change something.</summary>
internal sealed class DeskCalls(SqliteDesk store, OperatorDesk desk)
{
    private const int MostIdCharacters = 200;
    private const int MostRequestIdCharacters = 64;
    private const int MostNoteCharacters = 2_000;
    private const int MostReasonCharacters = 500;
    private const int MostAssigneeCharacters = 100;

    public async Task<AcknowledgeAlertResponse> AcknowledgeAsync(AcknowledgeAlertRequest request, GrpcCallContext context)
    {
        Length("comment", request.Comment, 0, MostNoteCharacters);
        return new() { Alert = await ActAsync(request.AlertId, request.RequestId, request.Etag, new DeskCommand(DeskVerb.Acknowledge, request.Comment), context) };
    }

    public async Task<AssignAlertResponse> AssignAsync(AssignAlertRequest request, GrpcCallContext context)
    {
        Length("comment", request.Comment, 0, MostNoteCharacters);
        Length("assignee", request.Assignee, 0, MostAssigneeCharacters);
        var command = new DeskCommand(DeskVerb.Assign, request.Comment) { Assignee = request.Assignee };
        return new() { Alert = await ActAsync(request.AlertId, request.RequestId, request.Etag, command, context) };
    }

    public async Task<CommentOnAlertResponse> CommentAsync(CommentOnAlertRequest request, GrpcCallContext context)
    {
        Length("comment", request.Comment, 1, MostNoteCharacters);
        return new() { Alert = await ActAsync(request.AlertId, request.RequestId, request.Etag, new DeskCommand(DeskVerb.Comment, request.Comment), context) };
    }

    public async Task<ShelveAlertResponse> ShelveAsync(ShelveAlertRequest request, GrpcCallContext context)
    {
        var isShelving = request.Duration is { } asked && (asked.Seconds != 0 || asked.Nanos != 0);
        Length("reason", request.Reason, isShelving ? 1 : 0, MostReasonCharacters);
        var command = isShelving
            ? new DeskCommand(DeskVerb.Shelve, request.Reason) { ShelveFor = ShelvingTime(request.Duration) }
            : new DeskCommand(DeskVerb.Unshelve, request.Reason);
        return new() { Alert = await ActAsync(request.AlertId, request.RequestId, request.Etag, command, context) };
    }

    public async Task<CloseAlertResponse> CloseAsync(CloseAlertRequest request, GrpcCallContext context)
    {
        Length("comment", request.Comment, 0, MostNoteCharacters);
        var disposition = (int)request.Disposition;
        Require(disposition is > 0 and <= (int)Disposition.Unknown, $"disposition is {disposition}; an alert is closed with what it turned out to be");
        var command = new DeskCommand(DeskVerb.Close, request.Comment) { Disposition = (Disposition)disposition };
        return new() { Alert = await ActAsync(request.AlertId, request.RequestId, request.Etag, command, context) };
    }

    private async Task<Alert> ActAsync(string alertId, string requestId, string etag, DeskCommand command, GrpcCallContext context)
    {
        Length("alert_id", alertId, 1, MostIdCharacters);
        Length("request_id", requestId, 0, MostRequestIdCharacters);
        Length("etag", etag, 0, MostRequestIdCharacters);
        var request = new DeskRequest(alertId, DeskActor.Of(context)) { Client = AuditClient.Of(context), Command = command, RequestId = requestId, Etag = etag };
        try
        {
            var answer = await desk.DecideAsync(request);
            return answer.Transition is { } transition ? AlertMessages.AsOf(transition, store) : throw Refusal(request, answer);
        }
        catch (StoreException refused)
        {
            throw new GrpcStatusException(StatusCode.Unavailable, $"{refused.Message}; nothing is acknowledged, repeat the request with the same request_id", innerException: refused);
        }
    }

    private static GrpcStatusException Refusal(DeskRequest request, DeskAnswer answer) => answer.Outcome switch
    {
        DeskOutcome.NotFound => new(StatusCode.NotFound, $"there is no alert '{request.AlertId}'"),
        DeskOutcome.Overtaken => new(
            StatusCode.Aborted, $"{answer.Status!.ChangedBy} was faster: alert '{request.AlertId}' is {Word(answer.Status.State)} and its etag is {answer.Status.Etag}"),
        DeskOutcome.RequestIdTaken => new(StatusCode.InvalidArgument, $"request_id '{request.RequestId}' was used for another request"),
        DeskOutcome.Refused => new(StatusCode.FailedPrecondition, $"alert '{request.AlertId}' {answer.Reason}"),
        var outcome => throw new InvalidOperationException($"a command came to {outcome}"),
    };

    private static string Word(Domain.Desk.OperatorState state) =>
        state == Domain.Desk.OperatorState.ClearedUnacknowledged ? "cleared and unacknowledged" : state.ToString().ToLowerInvariant();

    private static TimeSpan ShelvingTime(Google.Protobuf.WellKnownTypes.Duration asked)
    {
        var most = (long)DeskCommand.LongestShelving.TotalSeconds;
        Require(
            asked.Nanos is >= 0 and < 1_000_000_000 && asked.Seconds >= 1 && (asked.Seconds < most || (asked.Seconds == most && asked.Nanos == 0)),
            $"duration is {asked.Seconds} s and {asked.Nanos} ns; it must be between 1 s and {most} s, or zero to bring the alert back into sight");
        return asked.ToTimeSpan();
    }

    private static void Length(string field, string value, int least, int most) =>
        Require(value.Length >= least && value.Length <= most, $"{field} has {value.Length} characters; it must have {least} to {most}");

    private static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new GrpcStatusException(StatusCode.InvalidArgument, problem);
        }
    }
}
