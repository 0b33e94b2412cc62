namespace MaritimeWatch.Mqtt.Packets;

/// <summary>The properties that stood in one received packet (MQTT 5.0, section 2.2.2.2).</summary>
internal struct PropertySet
{
    private ulong present;

    /// <summary>Every property that is a number, by the place that <see cref="PropertyReader"/> gives it.</summary>
    public uint SessionExpirySeconds;
    public uint MaximumPacketSize;
    public uint MessageExpirySeconds;
    public ushort ServerKeepAlive;
    public ushort ReceiveMaximum;
    public ushort TopicAliasMaximum;
    public ushort TopicAlias;
    public bool PayloadIsText;
    public bool QosOneIsMost;
    public bool RetainAvailable;
    public bool WildcardsAvailable;
    public bool SubscriptionIdsAvailable;
    public bool SharedAvailable;
    public string? ContentType;
    public string? ResponseTopic;
    public string? AssignedClientId;
    public string? ServerReference;
    public string? ReasonString;
    public byte[]? CorrelationData;
    public List<int>? SubscriptionIds;
    public List<KeyValuePair<string, string>>? UserProperties;

    public readonly bool Has(PropertyId id) => (present & (1UL << (int)id)) != 0;

    /// <summary>Notes a property; false where it stood there already.</summary>
    public bool Note(PropertyId id)
    {
        var isNew = !Has(id);
        present |= 1UL << (int)id;
        return isNew;
    }

    /// <summary>Whether there is anything of an application message's own in it.</summary>
    public readonly bool DescribesMessage => (present & ~(1UL << (int)PropertyId.TopicAlias)) != 0;
}
