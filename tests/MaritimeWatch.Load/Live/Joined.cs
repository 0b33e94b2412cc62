namespace MaritimeWatch.Load.Live;

/// <summary>Messages one behind the other.</summary>
internal static class Joined
{
    public static byte[] Of(IReadOnlyList<ReadOnlyMemory<byte>> messages)
    {
        var block = new byte[messages.Sum(message => message.Length)];
        var at = 0;
        foreach (var message in messages)
        {
            message.Span.CopyTo(block.AsSpan(at));
            at += message.Length;
        }

        return block;
    }
}
