namespace MaritimeWatch.Influx;

/// <summary>A server did not do what it was asked; the message is for a person and names the server.</summary>
public sealed class InfluxException : Exception
{
    /// <summary>A fault.</summary>
    public InfluxException(InfluxFault fault, string message, Exception? cause = null)
        : base(message, cause) => Fault = fault;

    /// <summary>What kind of fault.</summary>
    public InfluxFault Fault { get; }
}
