namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary><c>serial</c>: a receiver on a serial line, 8 data bits, no parity, 1 stop bit (NMEA 0183, IEC 61162-1 and -2). On Linux.</summary>
internal sealed record SerialOptions : ISourceOptions
{
    /// <summary>The device, e.g. <c>/dev/ttyUSB0</c>; better one of <c>/dev/serial/by-id</c>, which stays the same.</summary>
    public string Device { get; init; } = "";

    /// <summary>Bits a second: 4800, 9600, 19200, 38400, 57600 or 115200. 38400 is IEC 61162-2's, and that of AIS.</summary>
    public int BaudRate { get; init; } = 38_400;

    /// <inheritdoc/>
    public bool IsReconnectedWhenSilent => false;

    /// <inheritdoc/>
    public IEnumerable<string> Validate()
    {
        if (string.IsNullOrWhiteSpace(Device))
        {
            yield return "Device is empty";
        }

        if (!SerialLine.Speeds.ContainsKey(BaudRate))
        {
            yield return $"BaudRate is {BaudRate}; it must be one of {string.Join(", ", SerialLine.Speeds.Keys.Order())}";
        }
    }

    /// <inheritdoc/>
    public ISourceOptions RelativeTo(string folder) => this;

    /// <inheritdoc/>
    public IReportSource Open() => new SerialSource(this);
}
