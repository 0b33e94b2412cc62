using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>What a poller knows from one poll to the next, over attempts: what it has reported, and what the server said of its answers.</summary>
internal sealed class DigitrafficMemory
{
    /// <summary>More vessels than there are; beyond it all is forgotten, and reported once more.</summary>
    private const int MostVessels = 250_000;

    private readonly Dictionary<Mmsi, PositionReport> positions = [];
    private readonly Dictionary<Mmsi, StaticReport> statics = [];

    /// <summary>Of <c>/locations</c>.</summary>
    public AnswerMark Locations { get; } = new();

    /// <summary>Of <c>/vessels</c>.</summary>
    public AnswerMark Vessels { get; } = new();

    /// <summary>Not to be asked before.</summary>
    public Instant NextPoll { get; set; }

    /// <summary>Whether a report says what was not known; it is known from now on.</summary>
    public bool IsNew(in AisReport report)
    {
        if (report.Static is { } said)
        {
            if (statics.TryGetValue(report.Mmsi, out var known) && known == said)
            {
                return false;
            }

            Put(statics, report.Mmsi, said);
            return true;
        }

        if (positions.TryGetValue(report.Mmsi, out var last) && last == report.Dynamic)
        {
            return false;
        }

        Put(positions, report.Mmsi, report.Dynamic);
        return true;
    }

    private static void Put<T>(Dictionary<Mmsi, T> known, Mmsi mmsi, T value)
    {
        if (known.Count == MostVessels && !known.ContainsKey(mmsi))
        {
            known.Clear();
        }

        known[mmsi] = value;
    }

    /// <summary>What the server said of an answer, to ask next whether there is another.</summary>
    public sealed class AnswerMark
    {
        /// <summary>Its <c>ETag</c>, or null.</summary>
        public string? ETag { get; set; }

        /// <summary>Its <c>Last-Modified</c>, or null.</summary>
        public DateTimeOffset? LastModified { get; set; }
    }
}
