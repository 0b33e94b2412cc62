using MaritimeWatch.Detection;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Replay;

/// <summary>Some megabytes of the stream on their way: read, parsed, admitted to the clock, judged. The memory is used again.</summary>
internal sealed class ReplayRound(int mostBlocks, int shards)
{
    private readonly byte[][] blocks = [.. Enumerable.Range(0, mostBlocks).Select(_ => Array.Empty<byte>())];
    private readonly int[] lengths = new int[mostBlocks];
    private readonly ReportChunk[] chunks = [.. Enumerable.Range(0, mostBlocks).Select(_ => new ReportChunk(shards))];
    private readonly Instant[] watermarks = new Instant[mostBlocks];

    /// <summary>Pieces in the round; 0 at the end of the stream.</summary>
    public int Count { get; private set; }

    /// <summary>The watermark of the stream after the round.</summary>
    public Instant Watermark { get; private set; }

    /// <summary>Reports admitted.</summary>
    public long Reports { get; private set; }

    public void Read(ReplayInput input)
    {
        Count = 0;
        while (Count < mostBlocks && (lengths[Count] = input.ReadBlock(ref blocks[Count])) > 0)
        {
            Count++;
        }
    }

    public void Parse(ReplayInput input, int piece)
    {
        chunks[piece].Clear();
        input.Parse(blocks[piece].AsSpan(0, lengths[piece]), chunks[piece]);
    }

    /// <summary>Fills the round with one piece of several recordings.</summary>
    public void Fill(MergedInput inputs)
    {
        chunks[0].Clear();
        Count = inputs.Fill(chunks[0]) ? 1 : 0;
    }

    /// <summary>Admits the pieces to the clock, in input order.</summary>
    public void Admit(Analyser analyser)
    {
        Reports = 0;
        for (var i = 0; i < Count; i++)
        {
            watermarks[i] = chunks[i].AdmitTo(analyser);
            Reports += chunks[i].Reports;
        }

        Watermark = analyser.Clock.Watermark;
    }

    /// <summary>Judges what the round holds for one shard, each report at the watermark the stream had before it.</summary>
    public void Judge(Analyser analyser, int shard)
    {
        var lateness = analyser.Settings.Order.AllowedLateness;
        for (var i = 0; i < Count; i++)
        {
            var reports = chunks[i].Of(shard);
            for (var j = 0; j < reports.Count; j++)
            {
                ref readonly var entry = ref reports[j];
                var watermark = entry.NewestBefore == Instant.MinValue ? watermarks[i] : Instant.Max(watermarks[i], entry.NewestBefore - lateness);
                analyser.ObserveIn(shard, entry.Report, watermark);
            }
        }

        analyser.AdvanceShard(shard, Watermark);
    }

    /// <summary>Tells the input what was refused, in input order.</summary>
    public void Account(Action<ReportChunk> account)
    {
        for (var i = 0; i < Count; i++)
        {
            account(chunks[i]);
        }
    }
}
