namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary><c>file</c>: a file of NMEA 0183 that another program appends to, followed as <c>tail -F</c> does: it may be rotated, truncated, or appear later.</summary>
internal sealed record FollowedFileOptions : ISourceOptions
{
    // How far it was taken over, from one attempt to the next.
    private FollowedFileMemory memory = new();

    /// <summary>The file.</summary>
    public string Path { get; init; } = "";

    /// <summary>Whether what it holds already is read too. A file that appears later is read from its beginning in any case.</summary>
    public bool FromStart { get; init; }

    /// <summary>How often it is looked at, 20 milliseconds to a minute.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    public bool IsReconnectedWhenSilent => false;

    /// <inheritdoc/>
    public IEnumerable<string> Validate()
    {
        if (string.IsNullOrWhiteSpace(Path))
        {
            yield return "Path is empty";
        }

        if (PollInterval < TimeSpan.FromMilliseconds(20) || PollInterval > TimeSpan.FromMinutes(1))
        {
            yield return $"PollInterval is {PollInterval}; it must be between 00:00:00.02 and 00:01:00";
        }
    }

    /// <inheritdoc/>
    public ISourceOptions RelativeTo(string folder) => this with { Path = System.IO.Path.Combine(folder, Path) };

    /// <inheritdoc/>
    public IReportSource Open() => new FileSource(this, memory);

    /// <inheritdoc/>
    public ISourceOptions After(ISourceOptions before) => before is FollowedFileOptions same && same.Path == Path ? this with { memory = same.memory } : this;
}
