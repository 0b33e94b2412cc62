using MaritimeWatch.Domain;
using MaritimeWatch.Service.Replay;
using MaritimeWatch.Storage.Import;

namespace MaritimeWatch.Service.Stores;

/// <summary>Some megabytes of a recording on their way into the store: read, parsed, divided by watch. The memory is used again.</summary>
internal sealed class ImportRound(int shards)
{
    private const int MostBlocks = 16;

    private readonly byte[][] blocks = [.. Enumerable.Range(0, MostBlocks).Select(_ => Array.Empty<byte>())];
    private readonly int[] lengths = new int[MostBlocks];
    private readonly ReportChunk[] chunks = [.. Enumerable.Range(0, MostBlocks).Select(_ => new ReportChunk(shards))];
    private readonly long[] linesBefore = new long[MostBlocks];
    private readonly long[] refused = new long[shards];

    /// <summary>Pieces in the round; 0 at the end of the recording.</summary>
    public int Count { get; private set; }

    public void Read(ReplayInput input)
    {
        Count = 0;
        while (Count < MostBlocks && (lengths[Count] = input.ReadBlock(ref blocks[Count])) > 0)
        {
            Count++;
        }
    }

    /// <summary>Parses every piece, on several threads where the format allows it, and tells the input in its order what was refused.</summary>
    public void Parse(ReplayInput input)
    {
        if (input.IsParallel)
        {
            Parallel.For(0, Count, piece => Parse(input, piece));
        }
        else
        {
            for (var piece = 0; piece < Count; piece++)
            {
                Parse(input, piece);
            }
        }

        for (var piece = 0; piece < Count; piece++)
        {
            linesBefore[piece] = input.Lines;
            input.Account(chunks[piece]);
        }
    }

    /// <summary>The watches that the round has reports of.</summary>
    public IReadOnlySet<long> Watches(Instant latest)
    {
        var found = new HashSet<long>[shards];
        Parallel.For(0, shards, shard => found[shard] = WatchesOf(shard, latest));
        return found.SelectMany(some => some).ToHashSet();
    }

    /// <summary>Puts every report into its watch.</summary>
    /// <param name="watches">Every watch of <see cref="Watches"/>.</param>
    /// <param name="latest">Reports of a later time are not true.</param>
    /// <returns>How many were later.</returns>
    public long Divide(IReadOnlyDictionary<long, ImportWatch> watches, Instant latest)
    {
        Parallel.For(0, shards, shard => Divide(shard, watches, latest));
        return refused.Sum();
    }

    private void Parse(ReplayInput input, int piece)
    {
        chunks[piece].Clear();
        input.Parse(blocks[piece].AsSpan(0, lengths[piece]), chunks[piece]);
    }

    private HashSet<long> WatchesOf(int shard, Instant latest)
    {
        var found = new HashSet<long>();
        var last = long.MinValue;
        for (var piece = 0; piece < Count; piece++)
        {
            var reports = chunks[piece].Of(shard);
            for (var i = 0; i < reports.Count; i++)
            {
                var time = reports[i].Report.Time;
                if (time <= latest && TrackImport.WatchOf(time) is var watch && watch != last)
                {
                    found.Add(last = watch);
                }
            }
        }

        return found;
    }

    private void Divide(int shard, IReadOnlyDictionary<long, ImportWatch> watches, Instant latest)
    {
        refused[shard] = 0;
        ImportWatch? present = null;
        for (var piece = 0; piece < Count; piece++)
        {
            var reports = chunks[piece].Of(shard);
            for (var i = 0; i < reports.Count; i++)
            {
                ref readonly var entry = ref reports[i];
                if (entry.Report.Time > latest)
                {
                    refused[shard]++;
                    continue;
                }

                var watch = TrackImport.WatchOf(entry.Report.Time);
                if (present?.Watch != watch)
                {
                    present = watches[watch];
                }

                present.Add(shard, entry.Report, linesBefore[piece] + entry.Line);
            }
        }
    }
}
