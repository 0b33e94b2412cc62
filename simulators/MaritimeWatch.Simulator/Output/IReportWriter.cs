using MaritimeWatch.Simulator.Traffic;

namespace MaritimeWatch.Simulator.Output;

/// <summary>Lays reports out as a file.</summary>
internal interface IReportWriter
{
    /// <summary>Lines written so far that carry a report.</summary>
    long Rows { get; }

    /// <summary>What stands before the first report.</summary>
    void WriteHeader();

    /// <summary>Writes reports in the order given.</summary>
    void Write(ReadOnlySpan<SimulatedReport> reports);
}
