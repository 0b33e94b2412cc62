namespace MaritimeWatch.Service.Access;

/// <summary>Who calls, or why that is not believed: one of the two.</summary>
internal sealed record Identification
{
    public Identification(Caller caller) => Caller = caller;

    public Identification(Refusal refusal) => Refusal = refusal;

    public Caller? Caller { get; }

    public Refusal? Refusal { get; }
}
