namespace MaritimeWatch.Mqtt.Session;

/// <summary>The packet identifiers of a session's own packets: never zero, never one in use [MQTT-2.2.1-3].</summary>
internal sealed class PacketIds
{
    private readonly ulong[] used = new ulong[1_024];
    private ushort last;

    /// <summary>Takes one, going round, so that one that was just given back is not used again at once.</summary>
    /// <exception cref="InvalidOperationException">All are in use; the limits of <see cref="MqttOptions"/> keep it from happening.</exception>
    public ushort Take()
    {
        for (var tried = 0; tried < ushort.MaxValue; tried++)
        {
            last = last == ushort.MaxValue ? (ushort)1 : (ushort)(last + 1);
            if (!used.Has(last))
            {
                used.Add(last);
                return last;
            }
        }

        throw new InvalidOperationException("All packet identifiers are in use.");
    }

    /// <summary>Gives one back.</summary>
    public void Return(ushort id) => used.Remove(id);
}
