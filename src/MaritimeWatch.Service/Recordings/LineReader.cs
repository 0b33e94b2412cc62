namespace MaritimeWatch.Service.Recordings;

/// <summary>Takes line after line off a block of whole lines; LF, CR LF and CR end one, empty ones are passed over but counted.</summary>
internal ref struct LineReader(ReadOnlySpan<byte> block)
{
    private ReadOnlySpan<byte> rest = block;

    /// <summary>Line ends passed so far: the number of the present line within the block, from 1.</summary>
    public int LineNumber { get; private set; }

    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
            LineNumber++;
            if (end < 0)
            {
                line = rest;
                rest = default;
                return true;
            }

            line = rest[..end];
            var isPair = rest[end] == '\r' && end + 1 < rest.Length && rest[end + 1] == '\n';
            rest = rest[(end + (isPair ? 2 : 1))..];
            if (!line.IsEmpty)
            {
                return true;
            }
        }

        line = default;
        return false;
    }
}
