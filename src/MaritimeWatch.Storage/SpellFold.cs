using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage;

/// <summary>Makes spells of what was heard of one vessel, in order of time.</summary>
/// <param name="most">How many spells are kept, the newest.</param>
internal sealed class SpellFold(int most)
{
    private readonly Queue<StaticSpell> ended = new();
    private readonly Dictionary<(byte Type, StaticFeed Feed), (long Word, StaticSpell Spell)> open = [];

    /// <summary>The spells, the oldest first.</summary>
    public List<StaticSpell> All => [.. ended.Concat(open.Values.Select(last => last.Spell)).OrderBy(spell => spell.Since).ThenBy(spell => spell.Static.MessageType).TakeLast(most)];

    /// <summary>Takes in that a word was heard.</summary>
    /// <param name="time">When.</param>
    /// <param name="word">Its digest.</param>
    /// <param name="kind">Message type and feed: a class B station says its name in one, its size in another.</param>
    /// <param name="source">Where the word is.</param>
    /// <param name="read">Reads it; asked only when it is another than before.</param>
    public void Heard<T>(Instant time, long word, (byte Type, StaticFeed Feed) kind, T source, Func<T, (StaticReport Said, StationClass Class)> read)
    {
        if (open.TryGetValue(kind, out var known) && known.Word == word)
        {
            open[kind] = (word, known.Spell with { Until = time });
            return;
        }

        if (open.ContainsKey(kind))
        {
            ended.Enqueue(known.Spell);
            if (ended.Count > most)
            {
                ended.Dequeue();
            }
        }

        var (said, stationClass) = read(source);
        open[kind] = (word, new StaticSpell(time, time, said, stationClass));
    }
}
