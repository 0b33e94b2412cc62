namespace MaritimeWatch.Ais.Nmea;

/// <summary>What the sentences of one message have in common.</summary>
/// <param name="Shape">Talker, formatter, channel, count and sequence identifier in one word: nearly every other message differs in it.</param>
/// <param name="Group">TAG group, or <see cref="Sentence.NoGroup"/>.</param>
/// <param name="Source">A hash of the station, 0 when not told: in a TAG group only the first line needs to tell it.</param>
internal readonly record struct PartKey(ulong Shape, long Group, ulong Source)
{
    public static PartKey Of(in Sentence sentence) => new(
        ((ulong)(ushort)sentence.SequenceId << 48) | ((ulong)sentence.Count << 40) | ((ulong)sentence.Channel << 32) | Address(sentence.Body),
        sentence.Group,
        sentence.Source.IsEmpty ? 0 : ByteHash.Of(sentence.Source, 1));

    /// <summary>How many sentences make the message.</summary>
    public int Count => (byte)(Shape >> 40);

    /// <summary>The same but for the station, which one of the two does not tell.</summary>
    public bool MayBe(in PartKey other) => Shape == other.Shape && Group == other.Group && (Source == 0 || other.Source == 0);

    /// <summary>Talker and the last letter of the formatter.</summary>
    private static uint Address(ReadOnlySpan<byte> body) => body.Length < 5 ? 0 : ((uint)body[0] << 16) | ((uint)body[1] << 8) | body[4];
}
