namespace MaritimeWatch.Service.Configuration;

/// <summary>Which clock gives live reports their event time.</summary>
internal enum EventTimeSource
{
    /// <summary>The receiving host's, or the TAG block's where it is within the live bounds of it: live feeds.</summary>
    Receipt,

    /// <summary>The TAG block's alone: recorded traffic that is played into the service at any speed.</summary>
    TagBlock,
}
