using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>Stage <c>Assemble</c>: sentences into whole messages.</summary>
/// <remarks>
/// <para>
/// Parts belong together by talker, station, TAG group, sequence identifier and channel, and may come in any order. At most
/// <see cref="MaxPending"/> messages wait; one that still waits after <see cref="MaxAgeSentences"/> further sentences is abandoned:
/// sequence identifiers run from 0 to 9 only, so an older part would soon meet the parts of another message.
/// </para>
/// <para>
/// A part that does not tell its station (the second line of a TAG group need not) joins the message whose other parts fit. Where
/// those of several stations fit, it joins none: half of one ship's name on another's MMSI is worse than a name less.
/// </para>
/// </remarks>
public sealed class FragmentAssembler
{
    /// <summary>How many messages are held.</summary>
    public const int MaxPending = 64;

    /// <summary>How many sentences a part waits for the others.</summary>
    public const int MaxAgeSentences = 100;

    /// <summary>How many sentences lie between the parts of one message at most where several stations take turns; a longer wait means that a part was lost.</summary>
    private const int MaxInterleavedSentences = 10;

    private readonly PayloadBuffer payload = new();

    // The oldest first. Complete ones stay until they are too old, so that a part heard twice does not begin another message.
    private readonly List<MessageParts> held = new(MaxPending);
    private readonly Stack<MessageParts> free = new(MaxPending);
    private long sentences;

    /// <summary>Sentences in; those that will never make a message dropped.</summary>
    public StageCounter Counter { get; } = new("Assemble");

    /// <summary>Whether the message completed last bears the mark of a merged feed, on whichever of its sentences.</summary>
    public bool IsForwarded { get; private set; }

    /// <summary>How many unfinished messages wait.</summary>
    public int PendingCount => held.Count(message => !message.IsComplete);

    /// <summary>Takes one sentence.</summary>
    /// <param name="sentence">The next sentence.</param>
    /// <param name="bits">The whole message; valid until the next call.</param>
    /// <param name="time">When it was received, from whichever part told it, or null.</param>
    /// <param name="reason">
    /// <see cref="DropReason.None"/> also while other parts are missing; <see cref="DropReason.BadPayload"/> for an illegal character;
    /// <see cref="DropReason.FragmentAbandoned"/> for a part that fits the messages of several stations; <see cref="DropReason.Duplicate"/>
    /// for a part that is here already.
    /// </param>
    /// <returns>Whether the message is complete.</returns>
    public bool TryAssemble(in Sentence sentence, out PayloadBits bits, out Instant? time, out DropReason reason)
    {
        Counter.Received();
        sentences++;
        time = sentence.Time;
        if (held.Count > 0 && sentences - held[0].FirstSentence > MaxAgeSentences)
        {
            ForgetOld();
        }

        if (sentence.Count > 1)
        {
            return TryComplete(sentence, out bits, out time, out reason);
        }

        if (payload.TryFill(sentence.Payload, sentence.FillBits))
        {
            IsForwarded = ForwardedMark.IsIn(sentence.TagText);
            bits = payload.Bits;
            reason = DropReason.None;
            return true;
        }

        bits = default;
        reason = Drop(DropReason.BadPayload, 1);
        return false;
    }

    /// <summary>Abandons what is still incomplete at the end of a stream.</summary>
    public void Finish()
    {
        while (held.Count > 0)
        {
            Forget(0);
        }
    }

    private bool TryComplete(in Sentence sentence, out PayloadBits bits, out Instant? time, out DropReason reason)
    {
        bits = default;
        time = sentence.Time;
        reason = DropReason.None;
        if (sentence.Payload.Length > MessageParts.MaxPartCharacters)
        {
            reason = Drop(DropReason.BadPayload, 1);
            return false;
        }

        var key = PartKey.Of(sentence);
        var message = Find(key, sentence, out var isAmbiguous);
        if (isAmbiguous)
        {
            reason = Drop(DropReason.FragmentAbandoned, 1);
            return false;
        }

        if (message is { IsComplete: true } && sentence.Number > 1 && message.Holds(sentence))
        {
            // Another receiver's copy, late: begun anew it would wait for a first part and take another message's.
            reason = Drop(DropReason.Duplicate, 1);
            return false;
        }

        message = message is null ? Start(key) : message.IsComplete || !(message.Lacks(sentence) || message.Holds(sentence)) ? StartAgain(message, key) : message;
        if (!message.TryPut(sentence, sentences))
        {
            // Several receivers hear the same part, and a feed may repeat it.
            reason = Drop(DropReason.Duplicate, 1);
            return false;
        }

        if (!message.IsComplete)
        {
            return false;
        }

        time = message.Time;
        IsForwarded = message.IsForwarded;
        if (!message.TryJoin(payload))
        {
            reason = Drop(DropReason.BadPayload, message.Received);
            return false;
        }

        bits = payload.Bits;
        return true;
    }

    private DropReason Drop(DropReason reason, int parts)
    {
        Counter.Drop(reason, parts);
        return reason;
    }

    /// <summary>The message that a part belongs to: of the same station, or of one that only one of the two tells.</summary>
    private MessageParts? Find(in PartKey key, in Sentence sentence, out bool isAmbiguous)
    {
        isAmbiguous = false;
        MessageParts? latest = null;
        MessageParts? before = null;
        foreach (var message in held)
        {
            if (message.Key == key)
            {
                isAmbiguous = false;
                return message;
            }

            if (!message.IsComplete && message.Key.MayBe(key) && message.Lacks(sentence))
            {
                (before, latest) = latest is null || message.LastSentence > latest.LastSentence ? (latest, message) : (message, latest);
                isAmbiguous = before is not null && sentences - before.LastSentence <= MaxInterleavedSentences && !before.HoldsWhat(latest);
            }
        }

        return latest;
    }

    private MessageParts Start(in PartKey key)
    {
        if (held.Count == MaxPending)
        {
            var complete = held.FindIndex(message => message.IsComplete);
            Forget(Math.Max(complete, 0));
        }

        var started = free.Count > 0 ? free.Pop() : new MessageParts();
        started.Start(key);
        held.Add(started);
        return started;
    }

    /// <summary>The identifier is in use again: the older message will not be finished.</summary>
    private MessageParts StartAgain(MessageParts message, in PartKey key)
    {
        Forget(held.IndexOf(message));
        return Start(key);
    }

    private void ForgetOld()
    {
        while (held.Count > 0 && sentences - held[0].FirstSentence > MaxAgeSentences)
        {
            Forget(0);
        }
    }

    private void Forget(int index)
    {
        var message = held[index];
        Counter.Drop(DropReason.FragmentAbandoned, message.Unfinished);
        held.RemoveAt(index);
        free.Push(message);
    }
}
