using System.Text.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.Audit;

/// <summary>What happens too often for an entry each: the same act, by the same, with the same outcome, within a minute is one entry with a count.</summary>
/// <remarks>However many different callers there are, memory is bounded: beyond the bound a minute's rest is one entry an action and outcome.</remarks>
internal sealed class FoldedActs
{
    /// <summary>Different ones that are kept apart at a time.</summary>
    public const int MostApart = 500;
    private const int SubjectsKept = 10;
    private const long MillisecondsInAMinute = 60_000;

    /// <summary>Stands for everybody beyond the bound.</summary>
    public const string Others = "(others)";

    private readonly Lock gate = new();
    private readonly Dictionary<Key, Count> counts = [];

    /// <summary>Counts one.</summary>
    public void Add(AuditRecord act)
    {
        var minute = act.Time.UnixMilliseconds / MillisecondsInAMinute;
        lock (gate)
        {
            var key = new Key(minute, act.Action, act.Actor, act.Client, act.Outcome);
            if (!counts.TryGetValue(key, out var count))
            {
                if (counts.Count >= MostApart)
                {
                    // While the disk refuses minute after minute, even these would grow without end.
                    key = key with { Minute = counts.Count >= 2 * MostApart ? long.MinValue : minute, Actor = Others, Client = Others };
                }

                if (!counts.TryGetValue(key, out count))
                {
                    counts[key] = count = new Count(act.Time);
                }
            }

            count.Add(act);
        }
    }

    /// <summary>Takes out what is complete: the minutes that are over, or all.</summary>
    /// <param name="now">The time; <see cref="Instant.MaxValue"/> takes all.</param>
    public IReadOnlyList<AuditRecord> Take(Instant now)
    {
        var minute = now.UnixMilliseconds / MillisecondsInAMinute;
        lock (gate)
        {
            // Also what seems to lie ahead: a clock was set back.
            var complete = counts.Where(entry => entry.Key.Minute < minute || entry.Key.Minute > minute + 1).OrderBy(entry => entry.Value.First).ToList();
            foreach (var (key, _) in complete)
            {
                counts.Remove(key);
            }

            return [.. complete.Select(entry => Record(entry.Key, entry.Value))];
        }
    }

    private static AuditRecord Record(Key key, Count count) => new(count.First, key.Action, key.Actor, count.Subjects[0])
    {
        Client = key.Client,
        Outcome = key.Outcome,
        Detail = JsonSerializer.Serialize(new { count = count.Number, last = count.Last.ToString(), subjects = count.Subjects.Count > 1 ? count.Subjects : null }, AuditTrail.Json),
    };

    private readonly record struct Key(long Minute, string Action, string Actor, string Client, string Outcome);

    private sealed class Count(Instant first)
    {
        public Instant First { get; } = first;

        public Instant Last { get; private set; }

        public long Number { get; private set; }

        public List<string> Subjects { get; } = [];

        public void Add(AuditRecord act)
        {
            Number++;
            Last = act.Time;
            if (Subjects.Count < SubjectsKept && !Subjects.Contains(act.Subject))
            {
                Subjects.Add(act.Subject);
            }
        }
    }
}
