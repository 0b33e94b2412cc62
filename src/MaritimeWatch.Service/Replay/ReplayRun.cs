using MaritimeWatch.Detection;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Service.Replay;

/// <summary>Recorded traffic through the whole analyser as fast as it goes, on all cores, with the same result on any number of them.</summary>
/// <remarks>
/// In rounds: blocks are read, parsed side by side, admitted to the clock in input order, judged side by side by shard, and the findings
/// the watermark has passed are published. What a report means never depends on where a round ends: late is what is behind the watermark
/// of the reports before it in the input, and everything else waits for the watermark.
/// </remarks>
internal sealed class ReplayRun
{
    private const int BlocksInRound = 8;

    private readonly Analyser analyser;
    private readonly IReadOnlyList<ReplayInput> inputs;
    private readonly Action<IReadOnlyList<AlertEvent>> deliver;
    private readonly int threads;
    private readonly ReportChunk[] chunks;
    private readonly byte[][] blocks = [.. Enumerable.Range(0, BlocksInRound).Select(_ => Array.Empty<byte>())];
    private readonly int[] lengths = new int[BlocksInRound];
    private readonly byte[][] nextBlocks = [.. Enumerable.Range(0, BlocksInRound).Select(_ => Array.Empty<byte>())];
    private readonly int[] nextLengths = new int[BlocksInRound];

    public ReplayRun(Analyser analyser, IReadOnlyList<ReplayInput> inputs, int threads, Action<IReadOnlyList<AlertEvent>> deliver)
    {
        (this.analyser, this.inputs, this.deliver, this.threads) = (analyser, inputs, deliver, threads);
        chunks = [.. Enumerable.Range(0, BlocksInRound).Select(_ => new ReportChunk(analyser.ShardCount))];
    }

    /// <summary>Reports passed to the analyser.</summary>
    public long Reports { get; private set; }

    /// <summary>Called after every round, for progress.</summary>
    public Action? AfterRound { get; set; }

    public void Run(CancellationToken interrupted)
    {
        if (inputs.Count == 1)
        {
            RunOne(inputs[0], interrupted);
        }
        else
        {
            RunMerged(interrupted);
        }

        foreach (var input in inputs)
        {
            input.Finish();
        }

        analyser.Complete();
        deliver(analyser.Drain());
    }

    private void RunOne(ReplayInput input, CancellationToken interrupted)
    {
        var reading = Task.Run(() => ReadRound(input, nextBlocks, nextLengths), CancellationToken.None);
        while (!interrupted.IsCancellationRequested)
        {
            var count = reading.GetAwaiter().GetResult();
            if (count == 0)
            {
                break;
            }

            for (var i = 0; i < count; i++)
            {
                (blocks[i], nextBlocks[i]) = (nextBlocks[i], blocks[i]);
                lengths[i] = nextLengths[i];
            }

            // The next blocks are read (and unpacked) while these are judged.
            reading = Task.Run(() => ReadRound(input, nextBlocks, nextLengths), CancellationToken.None);
            InParallel(count, input.IsParallel ? threads : 1, i =>
            {
                chunks[i].Clear();
                input.Parse(blocks[i].AsSpan(0, lengths[i]), chunks[i]);
            });
            Judge(count);
            for (var i = 0; i < count; i++)
            {
                input.Account(chunks[i]);
            }

            AfterRound?.Invoke();
        }

        reading.GetAwaiter().GetResult();
    }

    private void RunMerged(CancellationToken interrupted)
    {
        var merged = new MergedInput(inputs);
        while (!interrupted.IsCancellationRequested)
        {
            chunks[0].Clear();
            if (!merged.Fill(chunks[0]))
            {
                break;
            }

            Judge(1);
            inputs[0].AccountMerged(chunks[0]);
            AfterRound?.Invoke();
        }
    }

    private static int ReadRound(ReplayInput input, byte[][] blocks, int[] lengths)
    {
        var count = 0;
        while (count < BlocksInRound && (lengths[count] = input.ReadBlock(ref blocks[count])) > 0)
        {
            count++;
        }

        return count;
    }

    /// <summary>Admits the chunks of a round to the clock in input order, then judges them side by side.</summary>
    private void Judge(int count)
    {
        var watermarks = new Instant[count];
        for (var i = 0; i < count; i++)
        {
            var chunk = chunks[i];
            analyser.Clock.Start(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(chunk.FirstTimes));
            watermarks[i] = analyser.Clock.Watermark;
            var before = chunk.Reports;
            if (chunk.Reports > 0)
            {
                if (analyser.Clock.Admits(chunk.Newest))
                {
                    analyser.Clock.AdvanceTo(chunk.Newest);
                }
                else
                {
                    chunk.Admit(analyser.Clock);
                }
            }

            analyser.CountStamped(before, before - chunk.Reports);
            Reports += chunk.Reports;
        }

        var lateness = analyser.Settings.Order.AllowedLateness;
        var watermark = analyser.Clock.Watermark;
        InParallel(analyser.ShardCount, threads, shard =>
        {
            for (var i = 0; i < count; i++)
            {
                var reports = chunks[i].Of(shard);
                for (var j = 0; j < reports.Count; j++)
                {
                    ref readonly var entry = ref reports[j];
                    var before = entry.NewestBefore == Instant.MinValue ? watermarks[i] : Instant.Max(watermarks[i], entry.NewestBefore - lateness);
                    analyser.ObserveIn(shard, entry.Report, before);
                }
            }

            analyser.AdvanceShard(shard, watermark);
        });
        analyser.Collect(watermark);
        deliver(analyser.Drain());
    }

    private static void InParallel(int count, int threads, Action<int> work)
    {
        if (threads == 1 || count == 1)
        {
            for (var i = 0; i < count; i++)
            {
                work(i);
            }

            return;
        }

        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, work);
    }
}
