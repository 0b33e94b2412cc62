using System.Text;
using MaritimeWatch.Mqtt.Packets;

namespace MaritimeWatch.Mqtt.Wire;

/// <summary>Topics that came before, so that a message to one of them makes no new string; and the aliases that the broker gave (MQTT 5.0, section 3.3.2.3.4).</summary>
internal sealed class TopicCache(int aliasMaximum)
{
    private const int Places = 1_024;
    private const int LongestKept = 256;

    private readonly (byte[] Bytes, string Topic)[] known = new (byte[], string)[Places];
    private readonly string?[] aliases = aliasMaximum == 0 ? [] : new string?[aliasMaximum + 1];

    /// <summary>The topic of a received message.</summary>
    /// <param name="bytes">The topic as it came, empty where an alias stands for it.</param>
    /// <param name="alias">The alias, or null for none.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="fault">What is wrong, where something is.</param>
    public bool TryFind(ReadOnlySpan<byte> bytes, ushort? alias, out string topic, out MqttFault fault)
    {
        topic = "";
        fault = default;
        if (alias is { } number && number >= aliases.Length)
        {
            fault = new MqttFault(MqttReasonCode.TopicAliasInvalid, $"a PUBLISH with the topic alias {number}, with {Math.Max(0, aliases.Length - 1)} as the limit");
            return false;
        }

        if (bytes.IsEmpty && alias is { } given)
        {
            if (aliases[given] is not { } meant)
            {
                fault = MqttFault.Protocol($"a PUBLISH with the topic alias {given}, which stands for nothing yet");
                return false;
            }

            topic = meant;
            return true;
        }

        if (!TryRead(bytes, out topic, out fault))
        {
            return false;
        }

        if (alias is { } named)
        {
            aliases[named] = topic;
        }

        return true;
    }

    private bool TryRead(ReadOnlySpan<byte> bytes, out string topic, out MqttFault fault)
    {
        fault = default;
        var hash = new HashCode();
        hash.AddBytes(bytes);
        ref var place = ref known[hash.ToHashCode() & (Places - 1)];
        if (place.Bytes is not null && bytes.SequenceEqual(place.Bytes))
        {
            topic = place.Topic;
            return true;
        }

        topic = "";
        if (PublishPacket.ProblemOfTopic(bytes) is { } problem)
        {
            fault = MqttFault.Malformed(problem);
            return false;
        }

        topic = Encoding.UTF8.GetString(bytes);
        if (bytes.Length <= LongestKept)
        {
            place = (bytes.ToArray(), topic);
        }

        return true;
    }
}
