namespace MaritimeWatch.Service.Gateway.Merging;

/// <summary>What the merger says of a report.</summary>
/// <param name="IsCopy">Whether its transmission was heard before.</param>
/// <param name="GoesOut">Whether it goes out with the merged feed once the analyser has taken it: it is the first of its transmission and does not come from such a feed itself.</param>
/// <param name="GoesOutNow">Whether it goes out though it is a copy, which the analyser does not get: all that came before bore the mark of a merged feed, and this one speaks for our own receivers.</param>
internal readonly record struct MergeResult(bool IsCopy, bool GoesOut, bool GoesOutNow);
