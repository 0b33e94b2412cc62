using MaritimeWatch.Influx;
using MaritimeWatch.Storage.Influx;

namespace MaritimeWatch.Service.Configuration;

/// <summary>Tracks in InfluxDB 1.x instead of the embedded store, which keeps the alerts in any case (docs/influx.md).</summary>
internal sealed record InfluxSettings
{
    /// <summary>The server, e.g. <c>http://127.0.0.1:8086</c>, never with a password; null for tracks in the embedded store.</summary>
    public string? Url { get; init; }

    /// <summary>The database; 1 to 100 characters. Made by <c>store init</c>.</summary>
    public string Database { get; init; } = "maritimewatch";

    /// <summary>A file with who asks: one line is a token, two are a user and a password; null for a server without authentication.</summary>
    public string? CredentialsFile { get; init; }

    /// <summary>Most points in one request; 1 to 50,000. Default: what InfluxData advises.</summary>
    public int BatchPoints { get; init; } = 5_000;

    /// <summary>Longest that a report waits for others; 0 to 10 s. Default: that of the embedded store.</summary>
    public TimeSpan BatchInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether requests are compressed; null for all but a server on this machine, where it costs more than it saves.</summary>
    public bool? Gzip { get; init; }

    /// <summary>Longest that a write may take; 1 s to 5 min. Default: the server's own time-out of a write.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest that a query may take until its answer begins; 1 s to 1 h. An area is searched position by position.</summary>
    public TimeSpan QueryTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest that the answer to a query may pause once it has begun; 1 s to 1 h. However long it is, it is read while it flows.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest that a start waits for the server, so that the last hours can be run through the analyser again; 0 to 10 min. Then it starts without them.</summary>
    public TimeSpan StartWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Folder where reports wait while the server is away; null for <c>influx-spill</c> beside the store's database.</summary>
    public string? SpillFolder { get; init; }

    /// <summary>Most that waits there, in MiB, 64 to 16,777,216; beyond it the oldest go, counted. Default: about four hours of 500 positions a second.</summary>
    public int SpillMebibytes { get; init; } = 1_024;

    /// <summary>What is out of range, one sentence each; empty when all is well.</summary>
    public IEnumerable<string> Validate()
    {
        if (Url is not null && !(Uri.TryCreate(Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && url.Query.Length == 0))
        {
            yield return "Store:Influx:Url must be http:// or https:// with a host and perhaps a port and a path; credentials belong into Store:Influx:CredentialsFile";
        }

        if (Database.Length is < 1 or > 100 || Database.Any(char.IsControl))
        {
            yield return "Store:Influx:Database must have 1 to 100 characters";
        }

        foreach (var (name, value, least, most) in new[]
        {
            (nameof(BatchInterval), BatchInterval, TimeSpan.Zero, TimeSpan.FromSeconds(10)),
            (nameof(WriteTimeout), WriteTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
            (nameof(QueryTimeout), QueryTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            (nameof(IdleTimeout), IdleTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            (nameof(StartWait), StartWait, TimeSpan.Zero, TimeSpan.FromMinutes(10)),
        })
        {
            if (value < least || value > most)
            {
                yield return $"Store:Influx:{name} is {value}; it must be between {least} and {most}";
            }
        }

        if (BatchPoints is < 1 or > 50_000)
        {
            yield return $"Store:Influx:BatchPoints is {BatchPoints}; it must be between 1 and 50000";
        }

        if (SpillMebibytes is < 64 or > 16_777_216)
        {
            yield return $"Store:Influx:SpillMebibytes is {SpillMebibytes}; it must be between 64 and 16777216";
        }
    }

    /// <summary>The same with its paths relative to a folder.</summary>
    public InfluxSettings RelativeTo(string folder) => this with { CredentialsFile = ConfiguredPath.In(folder, CredentialsFile), SpillFolder = ConfiguredPath.In(folder, SpillFolder) };

    /// <summary>How the server is asked.</summary>
    /// <exception cref="InvalidDataException">The credentials file holds something else.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public InfluxOptions ToServer() => new()
    {
        Url = new Uri(Url!),
        Database = Database,
        Credentials = CredentialsFile is { } file ? InfluxCredentials.Read(file) : null,
        Gzip = Gzip,
        Timeout = WriteTimeout,
        QueryTimeout = QueryTimeout,
        IdleTimeout = IdleTimeout,
    };

    /// <summary>Where reports wait.</summary>
    /// <param name="database">The embedded store's database.</param>
    public string SpillFolderBeside(string database) => SpillFolder ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(database))!, "influx-spill");

    /// <summary>How the store is opened for writing.</summary>
    /// <param name="database">The embedded store's database, beside which reports wait.</param>
    /// <exception cref="InvalidDataException">The credentials file holds something else.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public InfluxStoreOptions ToOptions(string database) => new()
    {
        Server = ToServer(),
        Spill = new InfluxWriterOptions
        {
            SpillFolder = SpillFolderBeside(database),
            SpillBytes = SpillMebibytes * (1L << 20),
            Request = new BatchLimits { Points = BatchPoints },
        },
        Batch = new BatchLimits { Points = BatchPoints, Wait = BatchInterval },
    };
}
