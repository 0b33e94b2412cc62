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

    /// <summary>For other options of the same interface: it is not asked sooner for that, but what it said of another area is no answer.</summary>
    public DigitrafficMemory For(bool isSameArea) => isSameArea ? this : new DigitrafficMemory { NextPoll = NextPoll };

    /// <summary>Whether a report says what is not known.</summary>
    public bool IsNew(in AisReport report) =>
        report.Static is { } said ? !statics.TryGetValue(report.Mmsi, out var known) || known != said : !positions.TryGetValue(report.Mmsi, out var last) || last != report.Dynamic;

    /// <summary>A report has been taken over, or is of no use: from now on it is known.</summary>
    public void Know(in AisReport report)
    {
        if (report.Static is { } said)
        {
            Put(statics, report.Mmsi, said);
        }
        else
        {
            Put(positions, report.Mmsi, report.Dynamic);
        }
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
