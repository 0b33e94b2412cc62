namespace MaritimeWatch.Service.Gateway.Balance;

/// <summary>The balance of a source, or of all.</summary>
/// <param name="Positions">Reports with a position.</param>
/// <param name="Statics">Reports without one.</param>
/// <param name="Unread">Messages of which no report came, all of them rejected.</param>
/// <param name="Unused">Those among <paramref name="Unread"/> that were good and have no use here: other sentences, base stations, binary messages.</param>
internal readonly record struct BalanceSums(Fates Positions, Fates Statics, long Unread, long Unused)
{
    /// <summary>Everything.</summary>
    public Fates Total => Positions + Statics + new Fates(Unread, 0, 0, Unread, 0);

    public static BalanceSums operator +(BalanceSums one, BalanceSums other) =>
        new(one.Positions + other.Positions, one.Statics + other.Statics, one.Unread + other.Unread, one.Unused + other.Unused);
}
