namespace MaritimeWatch.Service.Replay;

/// <summary>Recordings piece by piece to whatever takes their reports, in the order of the recording; several as one stream in event-time order.</summary>
/// <remarks>While one piece is taken, the next is read and parsed by another thread.</remarks>
/// <param name="inputs">The recordings.</param>
/// <param name="take">Takes a piece; its reports are those of shard 0.</param>
internal sealed class PieceByPiece(IReadOnlyList<ReplayInput> inputs, Action<ReportChunk> take)
{
    private readonly MergedInput? merged = inputs.Count > 1 ? new MergedInput(inputs) : null;

    /// <summary>Reports taken.</summary>
    public long Reports { get; private set; }

    /// <summary>Called after every piece, for progress.</summary>
    public Action? AfterPiece { get; set; }

    public void Run(CancellationToken interrupted)
    {
        var (taken, next) = (new ReportChunk(1), new ReportChunk(1));
        var hasNext = Fill(next);
        while (hasNext && !interrupted.IsCancellationRequested)
        {
            (taken, next) = (next, taken);
            var (piece, free) = (taken, next);
            if (merged is null)
            {
                // What was refused is accounted for before the next piece is read: line numbers go on from it. Several recordings are accounted for as they are merged.
                inputs[0].Account(piece);
            }

            var filling = Task.Run(() => Fill(free), CancellationToken.None);
            try
            {
                take(piece);
                Reports += piece.Of(0).Count;
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

    private bool Fill(ReportChunk piece)
    {
        piece.Clear();
        return merged is null ? inputs[0].Fill(piece) : merged.Fill(piece);
    }
}
