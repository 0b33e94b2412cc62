namespace MaritimeWatch.Mqtt.Session;

/// <summary>The packet identifiers of a session's own packets: never zero, never one in use [MQTT-2.2.1-3].</summary>
internal sealed class PacketIds
{
    private readonly ulong[] _used = new ulong[1_024];
    private ushort _last;

    /// <summary>Takes one, going round, so that one that was just given back is not used again at once.</summary>
    /// <exception cref="InvalidOperationException">All are in use; the limits of <see cref="MqttOptions"/> keep it from happening.</exception>
    public ushort Take()
    {
        for (var tried = 0; tried < ushort.MaxValue; tried++)
        {
            _last = _last == ushort.MaxValue ? (ushort)1 : (ushort)(_last + 1);
            if (!_used.Has(_last))
            {
                _used.Add(_last);
                return _last;
            }
        }

        throw new InvalidOperationException("All packet identifiers are in use.");
    }

    /// <summary>Gives one back.</summary>
    public void Return(ushort id) => _used.Remove(id);
}
