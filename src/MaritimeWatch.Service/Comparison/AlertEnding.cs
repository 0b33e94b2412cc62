namespace MaritimeWatch.Service.Comparison;

/// <summary>How an alert stood at the end of its log.</summary>
internal enum AlertEnding
{
    Open,
    Closed,
    Retracted,
}
