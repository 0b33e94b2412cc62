using System.Globalization;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary><c>digitraffic-rest</c>: asks Digitraffic marine for positions and vessels, over and over. Its MQTT is the better way where it can be reached.</summary>
internal sealed record DigitrafficOptions : ISourceOptions
{
    // What was reported, and when to ask next, from one attempt to the next.
    private DigitrafficMemory memory = new();

    /// <summary>The interface's base address.</summary>
    public string Address { get; init; } = "https://meri.digitraffic.fi/api/ais/v1";

    /// <summary>Who asks, as the service wishes to be told (<c>Digitraffic-User</c>): an organisation, and an application; 1 to 80 characters.</summary>
    public string User { get; init; } = "";

    /// <summary>Time between two polls, 1 minute to a day. The service's own answers are a minute old at most.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether the vessels' static data are asked for too.</summary>
    public bool Vessels { get; init; } = true;

    /// <summary>The middle of the area to ask for, latitude in degrees; null for everything. Latitude, longitude and radius go together.</summary>
    public double? Latitude { get; init; }

    /// <summary>Its longitude in degrees.</summary>
    public double? Longitude { get; init; }

    /// <summary>Its radius in kilometres, 1 to 10,000.</summary>
    public double? RadiusKilometres { get; init; }

    /// <summary>How long an answer may take, 1 second to 5 minutes; what it waits for us does not count.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public bool IsReconnectedWhenSilent => false;

    /// <summary>The query that asks for a part of the sea; empty for everything.</summary>
    internal string Area => Latitude is null ? "" : string.Create(CultureInfo.InvariantCulture, $"?latitude={Latitude}&longitude={Longitude}&radius={RadiusKilometres}");

    /// <inheritdoc/>
    public TimeSpan LeastExpectedInterval => PollInterval * 3;

    /// <inheritdoc/>
    public IEnumerable<string> Validate()
    {
        if (!Uri.TryCreate(Address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            yield return $"Address is '{Address}'; it must be an http:// or https:// address without user and query";
        }

        if (User.Length is 0 or > 80 || User.Any(letter => letter is < ' ' or > '~'))
        {
            yield return "User must be 1 to 80 plain characters: who asks, e.g. \"Harbour Authority/MaritimeWatch\"";
        }

        if (PollInterval < TimeSpan.FromMinutes(1) || PollInterval > TimeSpan.FromDays(1))
        {
            yield return $"PollInterval is {PollInterval}; it must be between 00:01:00 and 1.00:00:00";
        }

        if (RequestTimeout < TimeSpan.FromSeconds(1) || RequestTimeout > TimeSpan.FromMinutes(5))
        {
            yield return $"RequestTimeout is {RequestTimeout}; it must be between 00:00:01 and 00:05:00";
        }

        var given = (Latitude is null ? 0 : 1) + (Longitude is null ? 0 : 1) + (RadiusKilometres is null ? 0 : 1);
        if (given is 1 or 2)
        {
            yield return "Latitude, Longitude and RadiusKilometres must be given together, or none of them";
        }

        if (Latitude is < -90 or > 90 or double.NaN || Longitude is < -180 or > 180 or double.NaN)
        {
            yield return $"Latitude and Longitude are {Latitude} and {Longitude}; they must be between -90 and 90, and -180 and 180";
        }

        if (RadiusKilometres is < 1 or > 10_000 or double.NaN)
        {
            yield return $"RadiusKilometres is {RadiusKilometres}; it must be between 1 and 10000";
        }
    }

    /// <inheritdoc/>
    public ISourceOptions RelativeTo(string folder) => this;

    /// <inheritdoc/>
    public IReportSource Open() => new DigitrafficSource(this, memory);

    /// <inheritdoc/>
    public ISourceOptions After(ISourceOptions before) => before is DigitrafficOptions same && same.Address == Address ? this with { memory = same.memory.For(isSameArea: Area == same.Area) } : this;
}
