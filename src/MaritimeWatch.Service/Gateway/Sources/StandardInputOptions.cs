namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary><c>stdin</c>: NMEA 0183 that is piped into the service. There can be one.</summary>
internal sealed record StandardInputOptions : ISourceOptions
{
    /// <summary>Whether it is read once and its end is no outage: a recording that is piped in, and not a receiver.</summary>
    public bool Once { get; init; }

    /// <inheritdoc/>
    public bool IsReconnectedWhenSilent => false;

    /// <inheritdoc/>
    public IEnumerable<string> Validate() => [];

    /// <inheritdoc/>
    public ISourceOptions RelativeTo(string folder) => this;

    /// <inheritdoc/>
    public IReportSource Open() => new StandardInputSource(Console.OpenStandardInput(), Once);
}
