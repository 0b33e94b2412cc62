namespace MaritimeWatch.Ais.Gpsd;

/// <summary>The names of message 24 part A that wait for their part B: the last eight, as gpsd keeps them.</summary>
internal sealed class PartANames
{
    private const int Capacity = 8;
    private const int NameLength = 20;

    private readonly uint[] senders = new uint[Capacity];
    private readonly int[] lengths = new int[Capacity];
    private readonly byte[] names = new byte[Capacity * NameLength];
    private int next;

    public void Keep(uint mmsi, ReadOnlySpan<byte> name)
    {
        senders[next] = mmsi;
        lengths[next] = name.Length;
        name.CopyTo(names.AsSpan(next * NameLength));
        next = (next + 1) % Capacity;
    }

    /// <summary>The name of a sender, once.</summary>
    public bool TryTake(uint mmsi, out ReadOnlySpan<byte> name)
    {
        var index = Array.IndexOf(senders, mmsi);
        name = index < 0 ? default : names.AsSpan(index * NameLength, lengths[index]);
        if (index >= 0)
        {
            senders[index] = 0;
        }

        return index >= 0;
    }
}
