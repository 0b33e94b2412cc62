namespace MaritimeWatch.Domain.Desk;

/// <summary>What a person wants done about an alert.</summary>
/// <param name="Verb">What.</param>
/// <param name="Note">The comment or the reason; may be empty.</param>
public sealed record DeskCommand(DeskVerb Verb, string Note = "")
{
    /// <summary>The longest that an alert can be shelved (EEMUA 191 asks for a limit; a watch is no longer).</summary>
    public static readonly TimeSpan LongestShelving = TimeSpan.FromHours(8);

    /// <summary>With <see cref="DeskVerb.Assign"/>: whose it is to be; empty for nobody's.</summary>
    public string Assignee { get; init; } = "";

    /// <summary>With <see cref="DeskVerb.Shelve"/>: for how long; above 0, up to <see cref="LongestShelving"/>.</summary>
    public TimeSpan ShelveFor { get; init; }

    /// <summary>With <see cref="DeskVerb.Close"/>: what it turned out to be.</summary>
    public Disposition Disposition { get; init; }
}
