using System.Collections.Immutable;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Charts;

/// <summary>What came of reading chart files: the chart of everything that was in order, and what was not.</summary>
/// <param name="Chart">Assets and areas in the order of the files.</param>
/// <param name="Problems">Rejected features and files, in the order of the files.</param>
public sealed record ChartReading(Chart Chart, ImmutableArray<ChartProblem> Problems)
{
    /// <summary>Whether every file could be read. If not, keep the chart in use: a half-copied file must not empty the watch.</summary>
    public bool IsWhole => !Problems.Any(problem => problem.RejectsFile);
}
