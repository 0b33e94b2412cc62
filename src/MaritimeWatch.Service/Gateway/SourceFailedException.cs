namespace MaritimeWatch.Service.Gateway;

/// <summary>A source cannot go on.</summary>
/// <param name="reason">Why, for a person, without a full stop; never a secret.</param>
/// <param name="outlook">Whether it is worth another attempt.</param>
/// <param name="cause">What it came of, or null.</param>
internal sealed class SourceFailedException(string reason, SourceOutlook outlook = SourceOutlook.TryAgain, Exception? cause = null) : Exception(reason, cause)
{
    /// <summary>Whether it is worth another attempt.</summary>
    public SourceOutlook Outlook => outlook;

    /// <summary>The least time that the other side asks us to wait; null where it asks for none.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
