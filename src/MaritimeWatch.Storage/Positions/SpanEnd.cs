namespace MaritimeWatch.Storage.Positions;

/// <summary>Which position of a span of time is asked for.</summary>
internal enum SpanEnd
{
    /// <summary>The last; of several in its second the last by place.</summary>
    Newest,

    /// <summary>The first; of several in its second the first by place.</summary>
    Oldest,
}
