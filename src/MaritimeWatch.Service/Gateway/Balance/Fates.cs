namespace MaritimeWatch.Service.Gateway.Balance;

/// <summary>What became of messages.</summary>
/// <param name="Received">How many there were.</param>
/// <param name="Stored">Durable.</param>
/// <param name="Duplicate">Heard, or stored, before.</param>
/// <param name="Rejected">Not to be used.</param>
/// <param name="Shed">No room for them, or no time left.</param>
internal readonly record struct Fates(long Received, long Stored, long Duplicate, long Rejected, long Shed)
{
    /// <summary>Those on their way.</summary>
    public long InFlight => Received - Stored - Duplicate - Rejected - Shed;

    public static Fates operator +(Fates one, Fates other) =>
        new(one.Received + other.Received, one.Stored + other.Stored, one.Duplicate + other.Duplicate, one.Rejected + other.Rejected, one.Shed + other.Shed);
}
