namespace MaritimeWatch.Ais.Nmea;

/// <summary>The mark on everything that this program sends on: what bears it has been merged once, and is not sent on again.</summary>
/// <remarks>Without it two services that feed each other would send the same reports round for ever.</remarks>
public static class ForwardedMark
{
    /// <summary>The remark (<c>t:</c>) of a TAG block, and the member <see cref="Member"/> of a JSON record.</summary>
    public const string Text = "MaritimeWatch";

    /// <summary>The member of a record of JSON, whatever its dialect, that holds <see cref="Text"/>.</summary>
    public const string Member = "forwarded_by";

    private static ReadOnlySpan<byte> Mark => "MaritimeWatch"u8;

    /// <summary>Whether TAG blocks bear the mark.</summary>
    /// <param name="tagText">What stands between the backslashes: <see cref="Sentence.TagText"/>.</param>
    /// <remarks>Most lines of a feed have a TAG block, and none the mark: only one that holds the word is read.</remarks>
    public static bool IsIn(ReadOnlySpan<byte> tagText) => tagText.Length > Mark.Length && tagText.IndexOf(Mark) >= 0 && new TagBlockFields(tagText).Text.SequenceEqual(Mark);

    /// <summary>Whether what a record of JSON says under <see cref="Member"/> is the mark.</summary>
    public static bool Is(ReadOnlySpan<byte> text) => text.SequenceEqual(Mark);
}
