namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary><c>stdin</c>: NMEA 0183 that is piped into the service. There can be one.</summary>
internal sealed record StandardInputOptions : ISourceOptions
{
    /// <inheritdoc/>
    public bool IsReconnectedWhenSilent => false;

    /// <inheritdoc/>
    public IEnumerable<string> Validate() => [];

    /// <inheritdoc/>
    public ISourceOptions RelativeTo(string folder) => this;

    /// <inheritdoc/>
    public IReportSource Open() => new StandardInputSource(Console.OpenStandardInput());
}
