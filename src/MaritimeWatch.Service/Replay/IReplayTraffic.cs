using MaritimeWatch.Service.Recordings;

namespace MaritimeWatch.Service.Replay;

/// <summary>Traffic that is replayed, piece by piece: a recording, or what a store holds.</summary>
internal interface IReplayTraffic : IDisposable
{
    /// <summary>Rows, sentences or records accounted for.</summary>
    long Lines { get; }

    /// <summary>What was read and not passed on.</summary>
    RejectionLog Rejections { get; }

    /// <summary>What was wrong, a sentence each; the first few of each reason.</summary>
    IReadOnlyList<string> Messages { get; }

    /// <summary>Whether it was cut short.</summary>
    bool IsDamaged { get; }

    /// <summary>The share that was read, 0 to 1, or null where the length is not known.</summary>
    double? ShareRead { get; }

    /// <summary>Fills an empty piece; false at the end.</summary>
    bool Fill(ReportChunk chunk);

    /// <summary>Takes over what was refused in a piece, in order.</summary>
    void Account(ReportChunk chunk);

    /// <summary>The end of the traffic.</summary>
    void Finish();
}
