using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>Stage <c>Assemble</c>: sentences into whole messages.</summary>
/// <remarks>
/// Parts belong together by TAG group, or by source, sequence identifier and channel, and may come in any order. At most
/// <see cref="MaxPending"/> messages wait; one that still waits after <see cref="MaxAgeSentences"/> further sentences is abandoned:
/// sequence identifiers run from 0 to 9 only, so an older part would soon meet the parts of another message.
/// </remarks>
public sealed class FragmentAssembler
{
    /// <summary>How many unfinished messages are held.</summary>
    public const int MaxPending = 64;

    /// <summary>How many sentences a part waits for the others.</summary>
    public const int MaxAgeSentences = 100;

    private const int MaxPartCharacters = 256;

    private readonly PayloadBuffer payload = new();
    // The oldest first.
    private readonly List<Pending> waiting = new(MaxPending);
    private readonly Stack<Pending> free = new(MaxPending);
    private long sentences;

    /// <summary>Sentences in; those that will never make a message dropped.</summary>
    public StageCounter Counter { get; } = new("Assemble");

    /// <summary>How many unfinished messages wait.</summary>
    public int PendingCount => waiting.Count;

    /// <summary>Takes one sentence.</summary>
    /// <param name="sentence">The next sentence.</param>
    /// <param name="bits">The whole message; valid until the next call.</param>
    /// <param name="time">When it was received, from whichever part told it, or null.</param>
    /// <param name="reason">
    /// <see cref="DropReason.None"/> also while other parts are missing; <see cref="DropReason.BadPayload"/> for an illegal character;
    /// <see cref="DropReason.Duplicate"/> for a part that is here already.
    /// </param>
    /// <returns>Whether the message is complete.</returns>
    public bool TryAssemble(in Sentence sentence, out PayloadBits bits, out Instant? time, out DropReason reason)
    {
        Counter.Received();
        sentences++;
        AbandonOld();
        time = sentence.Time;
        bits = default;
        reason = DropReason.None;
        if (sentence.Count == 1)
        {
            if (payload.TryFill(sentence.Payload, sentence.FillBits))
            {
                bits = payload.Bits;
                return true;
            }

            return Drop(1, out reason);
        }

        if (sentence.Payload.Length > MaxPartCharacters)
        {
            return Drop(1, out reason);
        }

        var message = Find(sentence);
        if (!message.TryPut(sentence, sentences))
        {
            // Several receivers hear the same part, and a feed may repeat it.
            reason = DropReason.Duplicate;
            Counter.Drop(reason);
            return false;
        }

        if (!message.IsComplete)
        {
            return false;
        }

        waiting.Remove(message);
        free.Push(message);
        time = message.Time;
        if (!message.TryJoin(payload))
        {
            return Drop(message.Count, out reason);
        }

        bits = payload.Bits;
        return true;
    }

    /// <summary>Abandons what is still incomplete at the end of a stream.</summary>
    public void Finish()
    {
        foreach (var message in waiting)
        {
            Counter.Drop(DropReason.FragmentAbandoned, message.Received);
            free.Push(message);
        }

        waiting.Clear();
    }

    private bool Drop(int parts, out DropReason reason)
    {
        reason = DropReason.BadPayload;
        Counter.Drop(reason, parts);
        return false;
    }

    private Pending Find(in Sentence sentence)
    {
        foreach (var message in waiting)
        {
            if (!message.HasKeyOf(sentence))
            {
                continue;
            }

            if (message.Accepts(sentence))
            {
                return message;
            }

            // The identifier is in use again: the older message will not be finished.
            Counter.Drop(DropReason.FragmentAbandoned, message.Received);
            message.Start(sentence);
            waiting.Remove(message);
            waiting.Add(message);
            return message;
        }

        if (waiting.Count == MaxPending)
        {
            Abandon(0);
        }

        var started = free.Count > 0 ? free.Pop() : new Pending();
        started.Start(sentence);
        waiting.Add(started);
        return started;
    }

    private void AbandonOld()
    {
        while (waiting.Count > 0 && sentences - waiting[0].FirstSentence > MaxAgeSentences)
        {
            Abandon(0);
        }
    }

    private void Abandon(int index)
    {
        var message = waiting[index];
        Counter.Drop(DropReason.FragmentAbandoned, message.Received);
        waiting.RemoveAt(index);
        free.Push(message);
    }

    /// <summary>The parts of one unfinished message.</summary>
    private sealed class Pending
    {
        private const int MaxParts = 9;

        private readonly byte[] characters = new byte[MaxParts * MaxPartCharacters];
        private readonly int[] lengths = new int[MaxParts];
        private readonly int[] fillBits = new int[MaxParts];
        private int present;
        private ulong source;
        private long group;
        private int sequenceId;
        private byte channel;

        public int Count { get; private set; }

        public int Received { get; private set; }

        public long FirstSentence { get; private set; }

        public Instant? Time { get; private set; }

        public bool IsComplete => Received == Count;

        public bool HasKeyOf(in Sentence sentence) =>
            sentence.SequenceId == sequenceId
            && sentence.Group == group
            && sentence.Channel == channel
            && (group != Sentence.NoGroup || sentence.Source == source);

        /// <summary>Whether it may be a part of this message: of the same count, and not one that is here already.</summary>
        public bool Accepts(in Sentence sentence) =>
            sentence.Count == Count
            && ((present & (1 << sentence.Number)) == 0 || Part(sentence.Number - 1).SequenceEqual(sentence.Payload));

        public void Start(in Sentence sentence)
        {
            source = sentence.Source;
            group = sentence.Group;
            sequenceId = sentence.SequenceId;
            channel = sentence.Channel;
            Count = sentence.Count;
            Received = 0;
            present = 0;
            Time = null;
        }

        /// <summary>Takes a part in; false where it is here already, and then only its time counts.</summary>
        public bool TryPut(in Sentence sentence, long serial)
        {
            Time ??= sentence.Time;
            var bit = 1 << sentence.Number;
            if ((present & bit) != 0)
            {
                return false;
            }

            if (present == 0)
            {
                FirstSentence = serial;
            }

            present |= bit;
            Received++;
            var index = sentence.Number - 1;
            sentence.Payload.CopyTo(characters.AsSpan(index * MaxPartCharacters));
            lengths[index] = sentence.Payload.Length;
            fillBits[index] = sentence.FillBits;
            return true;
        }

        public bool TryJoin(PayloadBuffer payload)
        {
            payload.Clear();
            for (var index = 0; index < Count; index++)
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
}
