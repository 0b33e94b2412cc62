using MaritimeWatch.Domain;

namespace MaritimeWatch.Storage.Audit;

/// <summary>Something that was done, as it is handed to the audit log. Never holds a secret.</summary>
/// <param name="Time">When it was done.</param>
/// <param name="Action">What, in lower case with a dot, e.g. <c>service.start</c>; see <see cref="AuditActions"/>. 1 to 64 characters.</param>
/// <param name="Actor">Who; <c>system</c> for the service itself. Up to 300 characters.</param>
/// <param name="Subject">To what, e.g. an alert's id. Up to 1,000 characters.</param>
public sealed record AuditRecord(Instant Time, string Action, string Actor, string Subject)
{
    /// <summary>Who does what nobody asked for.</summary>
    public const string System = "system";

    /// <summary>The outcome of what went well.</summary>
    public const string Done = "done";

    /// <summary>From where and shown by what, e.g. <c>192.0.2.7 api_token 4f1c09aa52b7d310</c>; empty where nobody called. Up to 300 characters.</summary>
    public string Client { get; init; } = "";

    /// <summary><c>done</c>, or why not. Up to 300 characters.</summary>
    public string Outcome { get; init; } = Done;

    /// <summary>Whatever else there is to say, a JSON object; empty for nothing. Up to 65,536 characters.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Checks the lengths.</summary>
    /// <exception cref="ArgumentException">A text is too long, or there is no action.</exception>
    public void Validate()
    {
        Length(Action, 64, nameof(Action));
        Length(Actor, 300, nameof(Actor));
        Length(Client, 300, nameof(Client));
        Length(Subject, 1_000, nameof(Subject));
        Length(Outcome, 300, nameof(Outcome));
        Length(Detail, 65_536, nameof(Detail));
        if (Action.Length == 0)
        {
            throw new ArgumentException("an audit record has no action", nameof(Action));
        }
    }

    private static void Length(string text, int most, string name)
    {
        if (text.Length > most)
        {
            throw new ArgumentException($"{name} of an audit record has {text.Length} characters; it may have {most}", name);
        }
    }
}
