using System.Globalization;

namespace MaritimeWatch.Service.Gateway.Health;

/// <summary>What makes a source degraded although messages come.</summary>
internal static class Degradation
{
    /// <summary>A share of bad messages that no good line has: a bad cable gives some per cent. Design value.</summary>
    public const double MostBadShare = 0.2;

    /// <summary>Fewer messages a minute say nothing about shares. Design value.</summary>
    private const int LeastMessages = 50;

    /// <summary>Older traffic than this is no picture of the present. Design value: the analyser puts a minute in order.</summary>
    private static readonly TimeSpan MostLag = TimeSpan.FromMinutes(1);

    /// <summary>What is not as it should be, for a person; null when all is well.</summary>
    /// <param name="figures">What was measured.</param>
    /// <param name="others">What else is wrong, null for what is not.</param>
    public static string? Of(in SourceFigures figures, params ReadOnlySpan<string?> others)
    {
        var bad = new List<string>();
        foreach (var other in others)
        {
            if (other is not null)
            {
                bad.Add(other);
            }
        }

        if (figures.AllOfMinute >= LeastMessages && figures.BadShare > MostBadShare)
        {
            bad.Add(string.Create(CultureInfo.InvariantCulture, $"{figures.BadShare:P0} of its messages are bad ({figures.BadOfMinute} of {figures.AllOfMinute} in the last minute)"));
        }

        if (figures.Lag > MostLag)
        {
            bad.Add(string.Create(CultureInfo.InvariantCulture, $"its messages are {figures.Lag.Value.TotalSeconds:0} s old when they come"));
        }

        return bad.Count == 0 ? null : string.Join("; ", bad);
    }
}
