using MaritimeWatch.Detection;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Service.Replay;

/// <summary>Recorded traffic through the whole analyser as fast as it goes, on all cores, with the same result on any number of them.</summary>
/// <remarks>
/// In rounds, four of them on their way at a time: while one is weighed, the next is judged shard by shard, the one after is parsed piece by piece and the one after
/// that is read and unpacked. Between the steps one thread admits the parsed round to the clock, in input order, and publishes the findings
/// the watermark has passed. What a report means never depends on where a round ends: late is what is behind the watermark of the reports
/// before it in the input, and everything else waits for the watermark.
/// </remarks>
internal sealed class ReplayRun(Analyser analyser, IReadOnlyList<ReplayInput> inputs, int threads, Action<IReadOnlyList<AlertEvent>> deliver)
{
    private const int BlocksInRound = 8;

    // The watermark of the round that was judged last, until its findings are weighed beside the next one.
    private Instant? toWeigh;

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
        var (judged, parsed, read) = (NewRound(), NewRound(), NewRound());
        read.Read(input);
        while (read.Count > 0 && !interrupted.IsCancellationRequested)
        {
            (parsed, read) = (read, parsed);
            var reading = Task.Run(() => read.Read(input), CancellationToken.None);
            Step(judged, parsed, input);
            reading.GetAwaiter().GetResult();
            (judged, parsed) = (parsed, judged);
        }

        Step(judged, null, input);
    }

    /// <summary>Judges one round while the one before is weighed and the next is parsed, then does what only one thread may.</summary>
    private void Step(ReplayRound judged, ReplayRound? parsed, ReplayInput input)
    {
        var shards = judged.Count > 0 ? analyser.ShardCount : 0;
        var pieces = parsed is null ? 0 : input.IsParallel ? parsed.Count : 1;
        var weighing = toWeigh is null ? 0 : 1;
        InParallel(weighing + pieces + shards, item =>
        {
            // What cannot be divided first: the round before is weighed by one thread, and sentences are one long piece of parsing.
            var work = item - weighing;
            if (work < 0)
            {
                analyser.WeighUpTo(toWeigh!.Value);
            }
            else if (work >= pieces)
            {
                judged.Judge(analyser, work - pieces);
            }
            else if (input.IsParallel)
            {
                parsed!.Parse(input, work);
            }
            else
            {
                for (var piece = 0; piece < parsed!.Count; piece++)
                {
                    parsed.Parse(input, piece);
                }
            }
        });
        deliver(analyser.Drain());
        toWeigh = null;
        if (judged.Count > 0)
        {
            analyser.TakeOver();
            toWeigh = judged.Watermark;
        }

        if (parsed is not null)
        {
            parsed.Admit(analyser);
            Reports += parsed.Reports;
            parsed.Account(input.Account);
        }

        AfterRound?.Invoke();
    }

    private void RunMerged(CancellationToken interrupted)
    {
        var merged = new MergedInput(inputs);
        var round = NewRound();
        while (!interrupted.IsCancellationRequested)
        {
            round.Fill(merged);
            if (round.Count == 0)
            {
                return;
            }

            round.Admit(analyser);
            Reports += round.Reports;
            InParallel(analyser.ShardCount, shard => round.Judge(analyser, shard));
            Publish(round);
            round.Account(inputs[0].AccountMerged);
            AfterRound?.Invoke();
        }
    }

    private void Publish(ReplayRound judged)
    {
        if (judged.Count > 0)
        {
            analyser.Collect(judged.Watermark);
            deliver(analyser.Drain());
        }
    }

    private ReplayRound NewRound() => new(BlocksInRound, analyser.ShardCount);

    private void InParallel(int count, Action<int> work)
    {
        if (threads == 1 || count <= 1)
        {
            for (var i = 0; i < count; i++)
            {
                work(i);
            }

            return;
        }

        // One after the other from a common counter: the pieces are few and unequal.
        var next = -1;
        Parallel.For(0, Math.Min(threads, count), new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                work(i);
            }
        });
    }
}
