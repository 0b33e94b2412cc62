using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>The parts of one message that have come so far. Used again for another message when this one is done.</summary>
internal sealed class MessageParts
{
    /// <summary>Characters of one part; with 82 in a sentence there are at most 62.</summary>
    public const int MaxPartCharacters = 256;

    private const int MaxParts = 9;

    private readonly byte[] characters = new byte[MaxParts * MaxPartCharacters];
    private readonly int[] lengths = new int[MaxParts];
    private readonly int[] fillBits = new int[MaxParts];
    private int present;

    public PartKey Key { get; private set; }

    /// <summary>How many parts are here.</summary>
    public int Received { get; private set; }

    /// <summary>The serial number of the sentence that brought the first of them.</summary>
    public long FirstSentence { get; private set; }

    /// <summary>The serial number of the sentence that brought the last of them.</summary>
    public long LastSentence { get; private set; }

    /// <summary>The time of whichever part told one, or null.</summary>
    public Instant? Time { get; private set; }

    /// <summary>Whether a part bore the mark of a merged feed.</summary>
    public bool IsForwarded { get; private set; }

    public bool IsComplete => Received == Key.Count;

    /// <summary>How many sentences wait in vain should the message be given up: none once it was complete.</summary>
    public int Unfinished => IsComplete ? 0 : Received;

    /// <summary>Begins a message with its first part to come.</summary>
    public void Start(in PartKey key)
    {
        Key = key;
        Received = 0;
        present = 0;
        Time = null;
        IsForwarded = false;
    }

    public bool Lacks(in Sentence sentence) => (present & (1 << sentence.Number)) == 0;

    /// <summary>Whether this very part is here already.</summary>
    public bool Holds(in Sentence sentence) => !Lacks(sentence) && Part(sentence.Number - 1).SequenceEqual(sentence.Payload);

    /// <summary>Whether both hold the same parts, so that it does not matter which of them a further part joins.</summary>
    public bool HoldsWhat(MessageParts other)
    {
        if (present != other.present)
        {
            return false;
        }

        for (var index = 0; index < Key.Count; index++)
        {
            if ((present & (2 << index)) != 0 && !Part(index).SequenceEqual(other.Part(index)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds a part; false for one that is here already: it only adds its time.</summary>
    public bool TryPut(in Sentence sentence, long serial)
    {
        Time ??= sentence.Time;
        if (!Lacks(sentence))
        {
            return false;
        }

        if (present == 0)
        {
            FirstSentence = serial;
        }

        LastSentence = serial;
        IsForwarded |= ForwardedMark.IsIn(sentence.TagText);
        present |= 1 << sentence.Number;
        Received++;
        var index = sentence.Number - 1;
        sentence.Payload.CopyTo(characters.AsSpan(index * MaxPartCharacters));
        lengths[index] = sentence.Payload.Length;
        fillBits[index] = sentence.FillBits;
        return true;
    }

    /// <summary>Puts the parts one behind the other; false for an illegal character.</summary>
    public bool TryJoin(PayloadBuffer payload)
    {
        payload.Clear();
        for (var index = 0; index < Key.Count; index++)
        {
            if (!payload.TryAppend(Part(index), fillBits[index]))
            {
                return false;
            }
        }

        return true;
    }

    private ReadOnlySpan<byte> Part(int index) => characters.AsSpan(index * MaxPartCharacters, lengths[index]);
}
