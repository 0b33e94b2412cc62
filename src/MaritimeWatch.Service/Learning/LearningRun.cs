using System.Runtime.InteropServices;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Replay;

namespace MaritimeWatch.Service.Learning;

/// <summary>Recordings to whatever learns from them, report by report in the order of the recording; several as one stream in event-time order.</summary>
/// <remarks>While the reports of one piece are taken by one thread, the next piece is read and parsed by another.</remarks>
/// <param name="inputs">The recordings.</param>
/// <param name="start">Told the first few event times of each piece.</param>
/// <param name="take">Takes a report.</param>
internal sealed class LearningRun(IReadOnlyList<ReplayInput> inputs, Action<ReadOnlySpan<Instant>> start, LearningRun.ReportTaker take)
{
    private readonly MergedInput? merged = inputs.Count > 1 ? new MergedInput(inputs) : null;

    internal delegate void ReportTaker(in AisReport report);

    /// <summary>Reports taken.</summary>
    public long Reports { get; private set; }

    /// <summary>Called after every piece, for progress.</summary>
    public Action? AfterPiece { get; set; }

    public void Run(CancellationToken interrupted)
    {
        var (taken, next) = (new Piece(), new Piece());
        var hasNext = Fill(next);
        while (hasNext && !interrupted.IsCancellationRequested)
        {
            (taken, next) = (next, taken);
            var (piece, free) = (taken, next);
            if (merged is null)
            {
                // What was refused is accounted for before the next piece is read: line numbers go on from it.
                inputs[0].Account(piece.Chunk);
            }

            var filling = Task.Run(() => Fill(free), CancellationToken.None);
            try
            {
                Take(piece);
            }
            finally
            {
                hasNext = filling.GetAwaiter().GetResult();
            }

            AfterPiece?.Invoke();
        }

        foreach (var input in inputs)
        {
            input.Finish();
        }
    }

    private bool Fill(Piece piece)
    {
        piece.Chunk.Clear();
        if (merged is not null)
        {
            return merged.Fill(piece.Chunk);
        }

        var length = inputs[0].ReadBlock(ref piece.Block);
        inputs[0].Parse(piece.Block.AsSpan(0, length), piece.Chunk);
        return length > 0;
    }

    private void Take(Piece piece)
    {
        start(CollectionsMarshal.AsSpan(piece.Chunk.FirstTimes));
        var reports = piece.Chunk.Of(0);
        for (var i = 0; i < reports.Count; i++)
        {
            take(reports[i].Report);
        }

        Reports += reports.Count;
    }

    private sealed class Piece
    {
        public ReportChunk Chunk { get; } = new(1);

        public byte[] Block = [];
    }
}
