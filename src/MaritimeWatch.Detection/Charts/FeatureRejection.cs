namespace MaritimeWatch.Detection.Charts;

/// <summary>Collects the first reason why a feature cannot be used.</summary>
internal sealed class FeatureRejection
{
    /// <summary>The reason, or null while nothing is wrong.</summary>
    public string? Reason { get; private set; }

    /// <summary>Notes a reason, unless there is one already.</summary>
    public void Because(FormattableString reason) => Reason ??= FormattableString.Invariant(reason);
}
