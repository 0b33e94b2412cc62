using System.Text;

namespace MaritimeWatch.Load.Live;

/// <summary>Recorded lines as messages: the sentences of one message stay together.</summary>
internal static class LiveMessages
{
    public static List<ReadOnlyMemory<byte>> Of(IReadOnlyList<ReadOnlyMemory<byte>> lines)
    {
        var messages = new List<ReadOnlyMemory<byte>>();
        byte[]? begun = null;
        foreach (var line in lines)
        {
            var text = Encoding.ASCII.GetString(line.Span);
            var fields = text[(text.IndexOf('!', StringComparison.Ordinal) + 1)..].Split(',');
            if (fields.Length > 2 && fields[1] != "1" && fields[2] != fields[1])
            {
                begun = [.. begun ?? [], .. line.Span];
                continue;
            }

            messages.Add(begun is null ? line : (byte[])[.. begun, .. line.Span]);
            begun = null;
        }

        return messages;
    }
}
