namespace MaritimeWatch.Mqtt.Packets;

/// <summary>The type of a control packet: the upper four bits of its first byte (section 2.1.2 of MQTT 5.0, 2.2.1 of 3.1.1).</summary>
internal enum PacketType : byte
{
    Reserved = 0,
    Connect = 1,
    ConnAck = 2,
    Publish = 3,
    PubAck = 4,
    PubRec = 5,
    PubRel = 6,
    PubComp = 7,
    Subscribe = 8,
    SubAck = 9,
    Unsubscribe = 10,
    UnsubAck = 11,
    PingReq = 12,
    PingResp = 13,
    Disconnect = 14,
    Auth = 15,
}
