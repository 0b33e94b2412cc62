namespace MaritimeWatch.Ais.Nmea;

/// <summary>The remark in the TAG block of every sentence that this program sends on: what bears it has been merged once, and is not sent on again.</summary>
/// <remarks>Without it two services that feed each other would send the same reports round for ever.</remarks>
public static class ForwardedMark
{
    /// <summary>The remark (<c>t:</c>), and the member <c>forwarded_by</c> of the JSON form.</summary>
    public const string Text = "MaritimeWatch";

    /// <summary>Whether the TAG block in front of a line bears the mark.</summary>
    /// <param name="line">A line, its TAG block first.</param>
    public static bool IsOn(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || line[0] != '\\')
        {
            return false;
        }

        // Most lines of a feed have a TAG block, and none the mark: only one that holds the word is read.
        var end = line[1..].IndexOf((byte)'\\');
        return end > 0 && line.Slice(1, end).IndexOf("MaritimeWatch"u8) >= 0 && new TagBlockFields(line.Slice(1, end)).Text.SequenceEqual("MaritimeWatch"u8);
    }

    /// <summary>Whether a message bears the mark: as a member of JSON, or on one of its lines.</summary>
    /// <param name="message">JSON as <see cref="Json.AisCatcherWriter"/> writes it, or lines of NMEA 0183.</param>
    public static bool IsIn(ReadOnlySpan<byte> message)
    {
        if (message.IndexOf("MaritimeWatch"u8) < 0)
        {
            return false;
        }

        if (message.IndexOf("\"forwarded_by\":\"MaritimeWatch\""u8) >= 0)
        {
            return true;
        }

        foreach (var line in message.SplitAny((byte)'\n', (byte)'\r'))
        {
            if (IsOn(message[line]))
            {
                return true;
            }
        }

        return false;
    }
}
