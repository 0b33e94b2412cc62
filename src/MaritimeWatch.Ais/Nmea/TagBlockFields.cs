using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>Every field of the TAG blocks of a sentence (NMEA 0183 4.10; the letters of IEC 62320-1 where they differ), read when asked for.</summary>
/// <remarks>
/// A view: valid as long as the sentence. A block whose checksum fails says nothing; of two that say the same the later counts.
/// Every property searches the text anew: no field costs anything until it is asked for.
/// </remarks>
/// <param name="text">What stands between the backslashes: <see cref="Sentence.TagText"/>.</param>
public readonly ref struct TagBlockFields(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> text = text;

    /// <summary>When the sentence was received or sent on (<c>c</c>), to the second or millisecond, or null.</summary>
    public Instant? Time => TagBlock.UnixTime(Value("c"u8));

    /// <summary>For whom it is (<c>d</c>), at most 15 characters; empty when not told.</summary>
    public ReadOnlySpan<byte> Destination => Value("d"u8);

    /// <summary>The lines it belongs to (<c>g:1-2-1234</c>, in the older form <c>1G2:1234</c>), or null.</summary>
    public TagGroup? Group => TagGroup.TryRead(Value("g"u8), out var group) || TryReadOlderGroup(out group) ? group : null;

    /// <summary>The sender's running number of lines (<c>n</c>), or null.</summary>
    public long? LineCount => TagBlock.Number(Value("n"u8));

    /// <summary>Time since an unspecified moment (<c>r</c>), in the sender's unit, or null.</summary>
    public long? RelativeTime => TagBlock.Number(Value("r"u8));

    /// <summary>The station (<c>s</c>), at most 15 characters; empty when not told.</summary>
    public ReadOnlySpan<byte> Source => Value("s"u8);

    /// <summary>Remarks (<c>t</c>, in the older form <c>i</c>), at most 15 characters; empty without any.</summary>
    public ReadOnlySpan<byte> Text => Value("t"u8) is { IsEmpty: false } remarks ? remarks : Value("i"u8);

    /// <summary>The system a line comes from, as Danish logs tell it (<c>si</c>); empty when not told.</summary>
    public ReadOnlySpan<byte> System => Value("si"u8);

    /// <summary>What stands behind a key and its colon, such as the private <c>T</c> and <c>q</c> of satellite services; empty where no block has it.</summary>
    public ReadOnlySpan<byte> Value(scoped ReadOnlySpan<byte> key)
    {
        ReadOnlySpan<byte> found = default;
        foreach (var block in new TagBlockEnumerator(text))
        {
            foreach (var range in block.Split((byte)','))
            {
                var field = block[range];
                if (field.Length > key.Length && field[key.Length] == ':' && field.StartsWith(key))
                {
                    found = field[(key.Length + 1)..];
                }
            }
        }

        return found;
    }

    private bool TryReadOlderGroup(out TagGroup group)
    {
        group = default;
        foreach (var block in new TagBlockEnumerator(text))
        {
            foreach (var range in block.Split((byte)','))
            {
                if (TagGroup.TryReadOlder(block[range], out group))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The blocks with a good checksum, each without it.</summary>
    private ref struct TagBlockEnumerator(ReadOnlySpan<byte> text)
    {
        private ReadOnlySpan<byte> rest = text;

        public ReadOnlySpan<byte> Current { get; private set; }

        public readonly TagBlockEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            while (!rest.IsEmpty)
            {
                var end = rest.IndexOf((byte)'\\');
                var block = end < 0 ? rest : rest[..end];
                rest = end < 0 ? default : rest[(end + 1)..];
                var star = block.LastIndexOf((byte)'*');
                if (star >= 0 && Checksum.Matches(block[..star], block[(star + 1)..]))
                {
                    Current = block[..star];
                    return true;
                }
            }

            return false;
        }
    }
}
