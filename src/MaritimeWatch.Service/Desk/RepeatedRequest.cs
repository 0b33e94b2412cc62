using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain.Desk;
using AlertTransition = MaritimeWatch.Contracts.V1.AlertTransition;

namespace MaritimeWatch.Service.Desk;

/// <summary>Whether a request that comes again under its id is the request that was done.</summary>
internal static class RepeatedRequest
{
    /// <param name="done">What was done under the id; its alert, actor and action are those of the request already.</param>
    /// <param name="command">What is asked for now.</param>
    public static bool IsSame(AlertTransition done, DeskCommand command) => done.Cause == command.Note && command.Verb switch
    {
        DeskVerb.Assign => done.Status.Assignee == command.Assignee,
        DeskVerb.Shelve => done.Status.ShelvedUntil is { } until && WireTime.ToDomain(until) == WireTime.ToDomain(done.Time) + command.ShelveFor,
        DeskVerb.Close => (int)done.Status.Disposition == (int)command.Disposition,
        _ => true,
    };
}
