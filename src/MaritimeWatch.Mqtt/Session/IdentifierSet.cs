namespace MaritimeWatch.Mqtt.Session;

/// <summary>A set of packet identifiers, a bit for each.</summary>
internal static class IdentifierSet
{
    public static bool Has(this ulong[] set, ushort id) => (set[id >> 6] & (1UL << (id & 63))) != 0;

    public static void Add(this ulong[] set, ushort id) => set[id >> 6] |= 1UL << (id & 63);

    public static void Remove(this ulong[] set, ushort id) => set[id >> 6] &= ~(1UL << (id & 63));
}
