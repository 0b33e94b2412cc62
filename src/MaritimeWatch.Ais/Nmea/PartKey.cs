using System.Buffers.Binary;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>What the sentences of one message have in common.</summary>
/// <param name="Address">Talker and formatter, both the same for every part.</param>
/// <param name="SequenceId">Sequence identifier, or <see cref="Sentence.NoSequenceId"/>.</param>
/// <param name="Channel">Radio channel, 0 when not told.</param>
/// <param name="Count">How many sentences make the message.</param>
/// <param name="Group">TAG group, or <see cref="Sentence.NoGroup"/>.</param>
/// <param name="Source">A hash of the station, 0 when not told: in a TAG group only the first line needs to tell it.</param>
internal readonly record struct PartKey(ulong Address, int SequenceId, byte Channel, int Count, long Group, ulong Source)
{
    public static PartKey Of(in Sentence sentence) => new(
        sentence.Body.Length < 8 ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(sentence.Body) & 0x00FF_FFFF_FFFF,
        sentence.SequenceId,
        sentence.Channel,
        sentence.Count,
        sentence.Group,
        sentence.Source.IsEmpty ? 0 : ByteHash.Of(sentence.Source, 1));

    /// <summary>The same but for the station, which one of the two does not tell.</summary>
    public bool MayBe(in PartKey other) => (Source == 0 || other.Source == 0) && this with { Source = other.Source } == other;
}
