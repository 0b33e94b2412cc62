using System.Globalization;
using MaritimeWatch.Service.Configuration;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary><c>aisstream</c>: aisstream.io, or a server that speaks its protocol.</summary>
internal sealed record AisStreamOptions : ISourceOptions
{
    /// <summary>What the service knows by this name and we have a use for; asking for no others spares both sides three quarters of the traffic.</summary>
    private static readonly string[] Used =
    [
        "PositionReport", "ShipStaticData", "StandardSearchAndRescueAircraftReport", "StandardClassBPositionReport", "ExtendedClassBPositionReport", "StaticDataReport", "LongRangeAisBroadcastMessage",
    ];

    /// <summary>More vessels than the service takes in one filter.</summary>
    private const int MostMmsis = 50;

    private const int MostBoxes = 100;

    /// <summary>Where.</summary>
    public string Address { get; init; } = "wss://stream.aisstream.io/v0/stream";

    /// <summary>The file whose first line is the API key.</summary>
    public string KeyFile { get; init; } = "";

    /// <summary>Parts of the sea, each as two corners <c>latitude,longitude,latitude,longitude</c> in degrees; at least one.</summary>
    public string[] Boxes { get; init; } = [];

    /// <summary>Vessels to hear of alone, nine digits each, at most 50; empty for all.</summary>
    public string[] Mmsis { get; init; } = [];

    /// <summary>Message types to hear of, by the service's names; empty for those that tell of vessels.</summary>
    public string[] MessageTypes { get; init; } = [];

    /// <summary>A PEM file of the authorities to trust in place of the machine's own; null for those.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>How long the server may take to answer, 1 second to 2 minutes.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public bool IsReconnectedWhenSilent => true;

    /// <summary>The types that are asked for.</summary>
    public IReadOnlyList<string> TypesWanted => MessageTypes.Length > 0 ? MessageTypes : Used;

    /// <summary>The corners of a box as the service wants them; null where the text is none.</summary>
    public static double[][]? Corners(string box)
    {
        var numbers = box.Split(',', StringSplitOptions.TrimEntries);
        var degrees = new double[4];
        for (var at = 0; at < 4; at++)
        {
            if (numbers.Length != 4 || !double.TryParse(numbers[at], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out degrees[at]) || Math.Abs(degrees[at]) > (at % 2 == 0 ? 90 : 180))
            {
                return null;
            }
        }

        return [degrees[..2], degrees[2..]];
    }

    /// <inheritdoc/>
    public IEnumerable<string> Validate()
    {
        if (!WebSocketOptions.IsAddress(Address))
        {
            yield return $"Address is '{Address}'; it must be a ws:// or wss:// address without a user";
        }

        if (KeyFile.Length == 0)
        {
            yield return "KeyFile is missing; the API key stands in a file of its own";
        }

        if (Boxes.Length is 0 or > MostBoxes)
        {
            yield return $"Boxes has {Boxes.Length} entries; it must have 1 to {MostBoxes}, such as \"51.0,1.5,53.5,6.0\"";
        }

        foreach (var box in Boxes.Where(box => Corners(box) is null))
        {
            yield return $"Boxes holds '{box}'; two corners are expected as latitude,longitude,latitude,longitude";
        }

        if (Mmsis.Length > MostMmsis || Mmsis.FirstOrDefault(mmsi => mmsi.Length != 9 || mmsi.Any(digit => !char.IsAsciiDigit(digit))) is not null)
        {
            yield return $"Mmsis must be at most {MostMmsis} texts of nine digits";
        }

        if (MessageTypes.Except(Used, StringComparer.Ordinal).FirstOrDefault() is { } unused)
        {
            yield return $"MessageTypes holds '{unused}'; those of use are {string.Join(", ", Used)}";
        }

        if (ConnectTimeout < TimeSpan.FromSeconds(1) || ConnectTimeout > TimeSpan.FromMinutes(2))
        {
            yield return $"ConnectTimeout is {ConnectTimeout}; it must be between 00:00:01 and 00:02:00";
        }
    }

    /// <inheritdoc/>
    public ISourceOptions RelativeTo(string folder) => this with { KeyFile = Path.Combine(folder, KeyFile), AuthorityFile = ConfiguredPath.In(folder, AuthorityFile) };

    /// <inheritdoc/>
    public IReportSource Open() => new AisStreamSource(this);
}
