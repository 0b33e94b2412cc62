using MaritimeWatch.Mqtt.Packets;

namespace MaritimeWatch.Mqtt.Wire;

/// <summary>Failures of a connection in words.</summary>
internal static class Failures
{
    /// <summary>The broker broke the protocol.</summary>
    public static MqttFailure Of(MqttFault fault, MqttOptions options) => fault.Code == MqttReasonCode.PacketTooLarge
        ? new MqttFailure(MqttFailureKind.PacketTooLarge, $"{options.Address} sent {fault.Words}", fault.Code)
        : new MqttFailure(MqttFailureKind.ProtocolError, $"{options.Address} broke the protocol: {fault.Words}", fault.Code);

    /// <summary>The broker said goodbye.</summary>
    public static MqttFailure Of(in DisconnectPacket packet, MqttOptions options)
    {
        var kind = packet.Code == MqttReasonCode.SessionTakenOver ? MqttFailureKind.TakenOver : MqttFailureKind.ServerDisconnected;
        var words = WithReason($"{options.Address} ended the connection: {ReasonCodes.Words(packet.Code)}", packet.ReasonString);
        return new MqttFailure(kind, packet.ServerReference is null ? words : $"{words}; it names {Printable(packet.ServerReference)} instead", packet.Code, packet.ServerReference);
    }

    /// <summary>A sentence with the broker's own words after it.</summary>
    public static string WithReason(string words, string? reason) => string.IsNullOrEmpty(reason) ? words : $"{words} (\"{Printable(reason)}\")";

    /// <summary>Words of a stranger, cut to a line and without control characters, fit for a log.</summary>
    private static string Printable(string text) => string.Concat((text.Length > 200 ? text[..200] : text).Select(character => char.IsControl(character) ? ' ' : character));
}
