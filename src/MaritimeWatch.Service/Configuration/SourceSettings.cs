using System.Text.RegularExpressions;

namespace MaritimeWatch.Service.Configuration;

/// <summary>What every source has, whatever its kind; the options of its kind stand beside it.</summary>
internal sealed partial record SourceSettings
{
    /// <summary>More than any machine takes.</summary>
    public const int MostMessagesPerSecond = 1_000_000;

    /// <summary>Its name in metrics, alerts and the log: a to z, 0 to 9 and -, 1 to 40 of them; no other source has it.</summary>
    public string Id { get; init; } = "";

    /// <summary>How it comes in, e.g. <c>nmea-tcp-client</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Whether it runs.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The station that hears, as people call it; null for the id.</summary>
    public string? Station { get; init; }

    /// <summary>The longest silence that is ordinary, 5 seconds to a day; null to learn it: ten times the median gap, a minute at least (detectors.md C.11).</summary>
    public TimeSpan? ExpectedInterval { get; init; }

    /// <summary>Messages a second that are taken, bursts of two seconds aside; 1 to 1,000,000. A faster sender is slowed, or shed where it cannot be. The default is ten times the busiest national feed.</summary>
    public int MessagesPerSecond { get; init; } = 10_000;

    /// <summary>How far it is trusted.</summary>
    public SourceTrust Trust { get; init; } = SourceTrust.Normal;

    /// <summary>Whether a clock that is steadily off is corrected.</summary>
    public bool CorrectClock { get; init; } = true;

    /// <summary>The longest wait between two attempts to connect, 1 second to an hour. Each wait is drawn evenly between 0.1 s and a bound that doubles from 1 s up to this; after a refusal it is a minute, or this where it is longer.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What is out of range, one clause each; empty when all is well.</summary>
    public IEnumerable<string> Validate()
    {
        if (!IsId().IsMatch(Id))
        {
            yield return $"Id is '{Id}'; it must be 1 to 40 letters a to z, digits or -";
        }

        if (ExpectedInterval is { } interval && (interval < TimeSpan.FromSeconds(5) || interval > TimeSpan.FromDays(1)))
        {
            yield return $"ExpectedInterval is {interval}; it must be between 00:00:05 and 1.00:00:00";
        }

        if (MessagesPerSecond is < 1 or > MostMessagesPerSecond)
        {
            yield return $"MessagesPerSecond is {MessagesPerSecond}; it must be between 1 and 1000000";
        }

        if (MaxRetryDelay < TimeSpan.FromSeconds(1) || MaxRetryDelay > TimeSpan.FromHours(1))
        {
            yield return $"MaxRetryDelay is {MaxRetryDelay}; it must be between 00:00:01 and 01:00:00";
        }

        if (Station is { Length: 0 or > 80 })
        {
            yield return "Station must be 1 to 80 characters";
        }
    }

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex IsId();
}
