using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>One AIS sentence (<c>!AIVDM,count,number,sequence,channel,payload,fill*hh</c>) and what stood around it.</summary>
/// <remarks>A view: valid as long as the line it was read from, and until the parser reads the next one.</remarks>
public readonly ref struct Sentence
{
    /// <summary>The sequence identifier of a sentence that has none.</summary>
    public const int NoSequenceId = -1;

    /// <summary>The group identifier of a sentence that is not grouped by a TAG block.</summary>
    public const long NoGroup = -1;

    /// <summary>The sentence from after <c>!</c> to before the asterisk.</summary>
    public ReadOnlySpan<byte> Body { get; init; }

    /// <summary>Who speaks, two letters: <c>AI</c> a mobile station, <c>BS</c> or <c>AB</c> a base station, and so on.</summary>
    public ReadOnlySpan<byte> Talker => Body.Length < 2 ? default : Body[..2];

    /// <summary>
    /// What stands between the backslashes of the TAG blocks before the sentence, on its own line or on lines before it; empty without one.
    /// Several are divided by one or two backslashes. Their checksums are not verified here.
    /// </summary>
    public ReadOnlySpan<byte> TagText { get; init; }

    /// <summary>What stands behind the checksum, its comma included, such as <c>,r09STOL1,1272844797</c>; empty without it.</summary>
    public ReadOnlySpan<byte> Suffix { get; init; }

    /// <summary>Whether it is the own ship's (VDO) and not another's (VDM).</summary>
    public bool IsOwnShip { get; init; }

    /// <summary>How many sentences make the message, 1 to 9.</summary>
    public int Count { get; init; }

    /// <summary>Which of them this is, from 1.</summary>
    public int Number { get; init; }

    /// <summary>0 to 9,999, or <see cref="NoSequenceId"/>.</summary>
    public int SequenceId { get; init; }

    /// <summary><c>A</c> or <c>1</c> 161.975 MHz, <c>B</c> or <c>2</c> 162.025 MHz, 0 when not told.</summary>
    public byte Channel { get; init; }

    /// <summary>The payload, armoured.</summary>
    public ReadOnlySpan<byte> Payload { get; init; }

    /// <summary>Bits of the last character to ignore, 0 to 5.</summary>
    public int FillBits { get; init; }

    /// <summary>When it was received, as the line or the time line before it says, or null.</summary>
    public Instant? Time { get; init; }

    /// <summary>A hash of the TAG block's source, 0 without one.</summary>
    public ulong Source { get; init; }

    /// <summary>The TAG block's group identifier, or <see cref="NoGroup"/>.</summary>
    public long Group { get; init; }
}
