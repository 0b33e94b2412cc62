using System.Globalization;

namespace MaritimeWatch.Service.Gateway.Health;

/// <summary>What makes a source one that is not to be believed: poisoned, broken, or played with.</summary>
internal static class Suspicion
{
    /// <summary>More than half of it is rubbish. Design value.</summary>
    private const double MostBadShare = 0.5;

    /// <summary>Ships that leap about; two hulls under one identity make some per cent at the worst. Design value.</summary>
    private const double MostImplausibleShare = 0.2;

    /// <summary>Ships nobody has ever heard of; a busy strait has a few a minute. Design value.</summary>
    private const double MostStrangerShare = 0.5;

    /// <summary>Fewer messages a minute say nothing about shares. Design value.</summary>
    private const int LeastMessages = 100;

    /// <summary>Fewer strangers a minute are a convoy leaving harbour. Design value.</summary>
    private const int LeastStrangers = 300;

    /// <summary>Why, for a person; null where there is no reason.</summary>
    public static string? Of(in SourceFigures figures)
    {
        if (figures.AllOfMinute >= LeastMessages && figures.BadShare > MostBadShare)
        {
            return string.Create(CultureInfo.InvariantCulture, $"most of it is rubbish ({figures.BadOfMinute} of {figures.AllOfMinute} messages in the last minute); it gives way to other sources");
        }

        if (figures.PositionsOfMinute >= LeastMessages && figures.ImplausibleOfMinute > MostImplausibleShare * figures.PositionsOfMinute)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"its ships leap about ({figures.ImplausibleOfMinute} of {figures.PositionsOfMinute} positions in the last minute cannot be); it gives way to other sources");
        }

        return figures.StrangersOfMinute >= LeastStrangers && figures.StrangersOfMinute > MostStrangerShare * figures.AllOfMinute
            ? string.Create(CultureInfo.InvariantCulture, $"it brings {figures.StrangersOfMinute} vessels a minute that were never heard before; it gives way to other sources")
            : null;
    }
}
