using System.Runtime.InteropServices;
using MaritimeWatch.Detection;
using MaritimeWatch.Detection.Ordering;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Recordings;

namespace MaritimeWatch.Service.Replay;

/// <summary>A piece of the stream: its reports divided by shard, each with the newest event time of the piece before it.</summary>
internal sealed class ReportChunk(int shards)
{
    private readonly ShardReports[] byShard = [.. Enumerable.Range(0, shards).Select(_ => new ShardReports())];

    /// <summary>Newest event time in the piece, or <see cref="Instant.MinValue"/>.</summary>
    public Instant Newest { get; private set; } = Instant.MinValue;

    /// <summary>The first few event times, in input order.</summary>
    public List<Instant> FirstTimes { get; } = new(8);

    public long Reports { get; private set; }

    /// <summary>What was read and not passed on.</summary>
    public RejectionLog Rejections { get; } = new();

    /// <summary>Lines of the piece.</summary>
    public int Lines { get; set; }

    public ShardReports Of(int shard) => byShard[shard];

    public void Clear()
    {
        foreach (var shard in byShard)
        {
            shard.Clear();
        }

        Newest = Instant.MinValue;
        FirstTimes.Clear();
        Reports = 0;
        Rejections.Clear();
        Lines = 0;
    }

    public void Add(in AisReport report, int line)
    {
        if (FirstTimes.Count < 7)
        {
            FirstTimes.Add(report.Time);
        }

        byShard[Analyser.ShardOf(report.Mmsi, byShard.Length)].Add(new Entry(report, Newest, line));
        Newest = Instant.Max(Newest, report.Time);
        Reports++;
    }

    /// <summary>Admits the piece to the analyser's clock: whole where every time can be true, else report by report.</summary>
    /// <returns>The watermark of the stream before the piece.</returns>
    public Instant AdmitTo(Analyser analyser)
    {
        analyser.Clock.Start(CollectionsMarshal.AsSpan(FirstTimes));
        var watermark = analyser.Clock.Watermark;
        var before = Reports;
        if (Reports > 0)
        {
            if (analyser.Clock.Admits(Newest))
            {
                analyser.Clock.AdvanceTo(Newest);
            }
            else
            {
                Admit(analyser.Clock);
            }
        }

        analyser.CountStamped(before, before - Reports);
        return watermark;
    }

    /// <summary>Admits the reports one by one, in input order, where the piece holds a time that may not be true.</summary>
    private void Admit(StreamClock clock)
    {
        var kept = byShard.Select(_ => new List<Entry>()).ToArray();
        var next = new int[byShard.Length];
        var doubted = new List<(int Shard, Entry Report)>();
        void Keep(int shard, in Entry entry)
        {
            kept[shard].Add(entry with { NewestBefore = Newest });
            Newest = Instant.Max(Newest, entry.Report.Time);
        }

        void Refuse(in Entry entry)
        {
            Rejections.Add(DropReason.FromTheFuture, entry.Line, System.Text.Encoding.ASCII.GetBytes($"{entry.Report.Mmsi} at {entry.Report.Time}"));
            Reports--;
        }

        Newest = Instant.MinValue;
        while (true)
        {
            var first = -1;
            for (var shard = 0; shard < byShard.Length; shard++)
            {
                if (next[shard] < byShard[shard].Count && (first < 0 || byShard[shard][next[shard]].Line < byShard[first][next[first]].Line))
                {
                    first = shard;
                }
            }

            if (first < 0)
            {
                break;
            }

            ref readonly var entry = ref byShard[first][next[first]++];
            if (clock.Admit(entry.Report.Time) != DropReason.None)
            {
                doubted.Add((first, entry));
                continue;
            }

            // The clock has followed a gap in the recording: the reports that first spoke of it were right.
            foreach (var (shard, early) in doubted)
            {
                if (early.Report.Time <= clock.Now + StreamClock.MaxLead)
                {
                    Keep(shard, early);
                }
                else
                {
                    Refuse(early);
                }
            }

            doubted.Clear();
            Keep(first, entry);
        }

        foreach (var (_, early) in doubted)
        {
            Refuse(early);
        }

        for (var shard = 0; shard < byShard.Length; shard++)
        {
            byShard[shard].Replace(kept[shard]);
        }
    }

    /// <summary>The reports of one shard, in input order; the memory is used again for the next piece.</summary>
    internal sealed class ShardReports
    {
        private Entry[] entries = new Entry[1024];

        public int Count { get; private set; }

        public ref readonly Entry this[int index] => ref entries[index];

        public void Add(in Entry entry)
        {
            if (Count == entries.Length)
            {
                Array.Resize(ref entries, entries.Length * 2);
            }

            entries[Count++] = entry;
        }

        public void Clear() => Count = 0;

        public void Replace(List<Entry> kept)
        {
            kept.CopyTo(entries);
            Count = kept.Count;
        }
    }

    /// <summary>A report with the newest event time before it in its piece, and its line there.</summary>
    internal readonly record struct Entry(AisReport Report, Instant NewestBefore, int Line);
}
