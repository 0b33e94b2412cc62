namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>CRC-32 as in ISO 3309, the one of zip: 0xCBF43926 for "123456789".</summary>
internal static class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Enumerable.Range(0, 8).Aggregate((uint)value, (entry, _) => (entry & 1) != 0 ? 0xEDB88320 ^ (entry >> 1) : entry >> 1))];

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }
}
