namespace MaritimeWatch.Service.Gateway;

/// <summary>What may be expected of a source that cannot go on.</summary>
internal enum SourceOutlook
{
    /// <summary>The next attempt may succeed.</summary>
    TryAgain,

    /// <summary>The other side does not want us (password, certificate, rights), or this machine forbids it: tried again, seldom.</summary>
    Refused,

    /// <summary>There is nothing more to come, ever, and that was to be.</summary>
    Ended,

    /// <summary>There is nothing more to come, and nobody asked for that: an outage until somebody sees to it.</summary>
    Lost,
}
