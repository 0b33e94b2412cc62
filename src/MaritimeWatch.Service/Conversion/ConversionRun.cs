using MaritimeWatch.Service.Replay;

namespace MaritimeWatch.Service.Conversion;

/// <summary>Recordings into reports, in the order of the recording; several as one stream in event-time order.</summary>
/// <remarks>While one piece is written, the next is read and parsed.</remarks>
internal sealed class ConversionRun(IReadOnlyList<ReplayInput> inputs, ReportOutput output)
{
    private readonly MergedInput? merged = inputs.Count > 1 ? new MergedInput(inputs) : null;

    /// <summary>Reports written.</summary>
    public long Reports { get; private set; }

    /// <summary>Called after every piece, for progress.</summary>
    public Action? AfterPiece { get; set; }

    public void Run(CancellationToken interrupted)
    {
        var (written, next) = (new Piece(), new Piece());
        var hasNext = Fill(next);
        while (hasNext && !interrupted.IsCancellationRequested)
        {
            (written, next) = (next, written);
            var (piece, free) = (written, next);

            // What was refused is accounted for before the next piece is read: line numbers go on from it.
            Account(piece);
            var filling = Task.Run(() => Fill(free), CancellationToken.None);
            try
            {
                Write(piece);
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

        output.Complete();
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

    private void Account(Piece piece)
    {
        // Several recordings are accounted for one by one as they are merged.
        if (merged is null)
        {
            inputs[0].Account(piece.Chunk);
        }
    }

    private void Write(Piece piece)
    {
        var reports = piece.Chunk.Of(0);
        for (var i = 0; i < reports.Count; i++)
        {
            output.Write(reports[i].Report);
        }

        Reports += reports.Count;
    }

    private sealed class Piece
    {
        public ReportChunk Chunk { get; } = new(1);

        public byte[] Block = [];
    }
}
