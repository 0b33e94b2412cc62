using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>One AIS sentence (<c>!AIVDM,count,number,sequence,channel,payload,fill*hh</c>) and what stood around it.</summary>
/// <remarks>A view: valid as long as the line it was read from, and until the parser reads the next one.</remarks>
public ref struct Sentence
{
    /// <summary>The sequence identifier of a sentence that has none.</summary>
    public const int NoSequenceId = -1;

    /// <summary>The group identifier of a sentence that is not grouped by a TAG block.</summary>
    public const long NoGroup = -1;

    /// <summary>The sentence from after <c>!</c> to before the asterisk.</summary>
    public ReadOnlySpan<byte> Body { get; internal set; }

    /// <summary>Who speaks, two letters: <c>AI</c> a mobile station, <c>BS</c> or <c>AB</c> a base station, and so on.</summary>
    public readonly ReadOnlySpan<byte> Talker => Body.Length < 2 ? default : Body[..2];

    /// <summary>
    /// What stands between the backslashes of the TAG blocks before the sentence, on its own line or on lines before it; empty without one.
    /// Several are divided by one or two backslashes. Their checksums are not verified here.
    /// </summary>
    public ReadOnlySpan<byte> TagText { get; internal set; }

    /// <summary>What stands behind the checksum, its comma included, such as <c>,r09STOL1,1272844797</c>; empty without it.</summary>
    public ReadOnlySpan<byte> Suffix { get; internal set; }

    /// <summary>Whether it is the own ship's (VDO) and not another's (VDM).</summary>
    public readonly bool IsOwnShip => Body.Length > 4 && Body[4] == 'O';

    /// <summary>How many sentences make the message, 1 to 9.</summary>
    public int Count { get; internal set; }

    /// <summary>Which of them this is, from 1.</summary>
    public int Number { get; internal set; }

    /// <summary>0 to 9,999, or <see cref="NoSequenceId"/>.</summary>
    public int SequenceId { get; internal set; }

    /// <summary><c>A</c> or <c>1</c> 161.975 MHz, <c>B</c> or <c>2</c> 162.025 MHz, 0 when not told.</summary>
    public byte Channel { get; internal set; }

    /// <summary>The payload, armoured.</summary>
    public ReadOnlySpan<byte> Payload { get; internal set; }

    /// <summary>Bits of the last character to ignore, 0 to 5.</summary>
    public int FillBits { get; internal set; }

    /// <summary>When it was received, as the line or the time line before it says, or null.</summary>
    public Instant? Time { get; internal set; }

    /// <summary>The station it comes from: the TAG block's source, else the station behind the checksum; empty when neither tells.</summary>
    public ReadOnlySpan<byte> Source { get; internal set; }

    /// <summary>The TAG block's group identifier, or <see cref="NoGroup"/>.</summary>
    public long Group { get; internal set; }
}
