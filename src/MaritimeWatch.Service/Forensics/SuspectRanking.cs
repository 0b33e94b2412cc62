namespace MaritimeWatch.Service.Forensics;

/// <summary>The two lists of a report while they are filled: no more is held than is asked for, whoever comes first.</summary>
/// <remarks>Safe for use from several threads at once; in whatever order they add, the lists are the same.</remarks>
internal sealed class SuspectRanking(FaultQuestion question)
{
    /// <summary>So many more are held before the last are let go: each holds a track.</summary>
    private const int Spare = 50;

    private readonly Lock adding = new();
    private readonly List<Suspect>[] lists = [[], []];
    private readonly int[] counts = [0, 0];

    /// <summary>Ships, the most to look at first.</summary>
    public IReadOnlyList<Suspect> Ships => Ranked(lists[0]);

    /// <summary>Fishing vessels and small craft, likewise.</summary>
    public IReadOnlyList<Suspect> Apart => Ranked(lists[1]);

    /// <summary>What falls away, as a sentence; null where nothing does.</summary>
    public string? Cut => counts.Max() <= question.Most ? null
        : FormattableString.Invariant($"Of {counts[0]} ships and {counts[1]} fishing vessels and small craft that were or may have been there, each list holds the first {question.Most}, those with the most points.");

    public void Add(Suspect suspect)
    {
        lock (adding)
        {
            var number = suspect.IsApart ? 1 : 0;
            counts[number]++;
            lists[number].Add(suspect);
            if (lists[number].Count > question.Most + Spare)
            {
                lists[number] = [.. Ordered(lists[number])];
            }
        }
    }

    private IReadOnlyList<Suspect> Ranked(List<Suspect> list) => [.. Ordered(list).Select((one, place) => one with { Rank = place + 1 })];

    // The score decides; among equals the nearer in time, and then the number: nothing else, so that no order of storage shows.
    private IEnumerable<Suspect> Ordered(List<Suspect> list) => list
        .OrderByDescending(one => one.Score)
        .ThenBy(one => Math.Abs(one.Facts.OffsetSeconds))
        .ThenBy(one => (one.Presence.Point.Time - question.At).Duration())
        .ThenBy(one => one.Mmsi.Value)
        .Take(question.Most);
}
