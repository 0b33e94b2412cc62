using System.Buffers.Binary;
using System.Text;

namespace MaritimeWatch.Mqtt.Tests.Peer;

/// <summary>A packet that the client sent, as its bytes.</summary>
internal sealed record SentPacket(byte First, byte[] Body)
{
    /// <summary>1 for CONNECT to 15 for AUTH.</summary>
    public int Type => First >> 4;

    public int Flags => First & 15;

    public bool Dup => (First & 8) != 0;

    public int Qos => (First >> 1) & 3;

    /// <summary>The identifier at the start of the body.</summary>
    public int Id => BinaryPrimitives.ReadUInt16BigEndian(Body);

    /// <summary>The text at <paramref name="at"/>.</summary>
    public string TextAt(int at) => Encoding.UTF8.GetString(Body, at + 2, BinaryPrimitives.ReadUInt16BigEndian(Body.AsSpan(at)));

    /// <summary>The identifier of a PUBLISH of QoS 1 or 2, after its topic.</summary>
    public int PublishId => BinaryPrimitives.ReadUInt16BigEndian(Body.AsSpan(2 + BinaryPrimitives.ReadUInt16BigEndian(Body)));

    /// <summary>The last bytes of a PUBLISH as text.</summary>
    public bool PayloadIs(string text) => Body.AsSpan().EndsWith(Encoding.UTF8.GetBytes(text));
}
