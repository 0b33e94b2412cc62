using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain.Desk;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Storage;
using AlertTransition = MaritimeWatch.Contracts.V1.AlertTransition;
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

    public async Task<AcknowledgeAlertResponse> AcknowledgeAsync(AcknowledgeAlertRequest request, Actor actor)
    {
        Length("comment", request.Comment, 0, MostNoteCharacters);
        return new() { Alert = await ActAsync(request.AlertId, request.RequestId, request.Etag, new DeskCommand(DeskVerb.Acknowledge, request.Comment), actor) };
    }

    public async Task<AssignAlertResponse> AssignAsync(AssignAlertRequest request, Actor actor)
    {
        Length("comment", request.Comment, 0, MostNoteCharacters);
        Length("assignee", request.Assignee, 0, MostAssigneeCharacters);
        var command = new DeskCommand(DeskVerb.Assign, request.Comment) { Assignee = request.Assignee };
        return new() { Alert = await ActAsync(request.AlertId, request.RequestId, request.Etag, command, actor) };
    }

    public async Task<CommentOnAlertResponse> CommentAsync(CommentOnAlertRequest request, Actor actor)
    {
        Length("comment", request.Comment, 1, MostNoteCharacters);
        return new() { Alert = await ActAsync(request.AlertId, request.RequestId, request.Etag, new DeskCommand(DeskVerb.Comment, request.Comment), actor) };
    }

    public async Task<ShelveAlertResponse> ShelveAsync(ShelveAlertRequest request, Actor actor)
    {
        var isShelving = request.Duration is { } asked && (asked.Seconds != 0 || asked.Nanos != 0);
        Length("reason", request.Reason, isShelving ? 1 : 0, MostReasonCharacters);
        var command = isShelving
            ? new DeskCommand(DeskVerb.Shelve, request.Reason) { ShelveFor = ShelvingTime(request.Duration) }
            : new DeskCommand(DeskVerb.Unshelve, request.Reason);
        return new() { Alert = await ActAsync(request.AlertId, request.RequestId, request.Etag, command, actor) };
    }

    public async Task<CloseAlertResponse> CloseAsync(CloseAlertRequest request, Actor actor)
    {
        Length("comment", request.Comment, 0, MostNoteCharacters);
        var disposition = (int)request.Disposition;
        Refused.Unless(disposition is > 0 and <= (int)Disposition.Unknown, "disposition", $"disposition is {disposition}; an alert is closed with what it turned out to be");
        var command = new DeskCommand(DeskVerb.Close, request.Comment) { Disposition = (Disposition)disposition };
        return new() { Alert = await ActAsync(request.AlertId, request.RequestId, request.Etag, command, actor) };
    }

    private async Task<Alert> ActAsync(string alertId, string requestId, string etag, DeskCommand command, Actor actor)
    {
        Length("alert_id", alertId, 1, MostIdCharacters);
        Length("request_id", requestId, 0, MostRequestIdCharacters);
        Length("etag", etag, 0, MostRequestIdCharacters);
        var request = new DeskRequest(alertId, actor.Name) { Client = actor.Client, Command = command, RequestId = requestId, Etag = etag };
        var answer = await DecidedAsync(request);
        if (answer.Transition is not { } transition)
        {
            throw DeskRefusal.Of(request, answer);
        }

        // Kept under the id is what was done; whoever asks for something else with it must not be told that this was.
        if (answer.Outcome == DeskOutcome.Repeated && !RepeatedRequest.IsSame(AlertTransition.Parser.ParseFrom(transition.Payload), command))
        {
            throw DeskRefusal.RequestIdTaken(request);
        }

        try
        {
            return AlertMessages.AsOf(transition, store);
        }
        catch (StoreException unread)
        {
            throw Refused.Store($"it is done, as number {transition.Sequence} of the feed; only the alert could not be read for the answer: {unread.Message}");
        }
    }

    private async Task<DeskAnswer> DecidedAsync(DeskRequest request)
    {
        try
        {
            return await desk.DecideAsync(request);
        }
        catch (StoreException refused)
        {
            throw Refused.Store($"{refused.Message}; nothing is acknowledged, repeat the request with the same request_id");
        }
    }

    private static TimeSpan ShelvingTime(Google.Protobuf.WellKnownTypes.Duration asked)
    {
        var most = (long)DeskCommand.LongestShelving.TotalSeconds;
        Refused.Unless(
            asked.Nanos is >= 0 and < 1_000_000_000 && asked.Seconds >= 1 && (asked.Seconds < most || (asked.Seconds == most && asked.Nanos == 0)),
            "duration",
            $"duration is {asked.Seconds} s and {asked.Nanos} ns; it must be between 1 s and {most} s, or zero to bring the alert back into sight");
        return asked.ToTimeSpan();
    }

    private static void Length(string field, string value, int least, int most) =>
        Refused.Unless(value.Length >= least && value.Length <= most, field, $"{field} has {value.Length} characters; it must have {least} to {most}");
}
