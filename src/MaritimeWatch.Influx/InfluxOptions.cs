namespace MaritimeWatch.Influx;

/// <summary>Which server, which database, and how it is asked.</summary>
public sealed record InfluxOptions
{
    /// <summary>The server, e.g. <c>http://127.0.0.1:8086</c>; a path before <c>/write</c> is kept.</summary>
    public required Uri Url { get; init; }

    /// <summary>The database (2.x and 3.x: what a DBRP mapping or a bucket answers to).</summary>
    public required string Database { get; init; }

    /// <summary>Who asks; null for a server without authentication.</summary>
    public InfluxCredentials? Credentials { get; init; }

    /// <summary>Longest that a request may take until its answer begins; above 0. Default: 10 s, the time-out of a write within the server itself.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest that a query may take until its answer begins; above 0. Default: 60 s: an area without an index of places is searched row by row.</summary>
    public TimeSpan QueryTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest that the answer to a query may pause once it has begun; above 0. However long it is, it is read while it flows. Default: 60 s: the server may search long for the next row.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether writes are sent compressed. Default: null, unless the server is on this machine, where it costs more than it saves.</summary>
    public bool? Gzip { get; init; }

    /// <summary>What answers are compressed with in effect.</summary>
    internal bool SendsGzip => Gzip ?? !Url.IsLoopback;

    /// <summary>Where it is, for a person; never with a secret.</summary>
    public string Place => $"{Url.GetLeftPart(UriPartial.Authority)}{Url.AbsolutePath.TrimEnd('/')}/{Database}";
}
