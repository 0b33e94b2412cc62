using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace MaritimeWatch.Benchmarks;

/// <summary>10⁶ of something a second, from the mean time of an operation.</summary>
/// <param name="name">Head of the column.</param>
/// <param name="legend">What it counts.</param>
/// <param name="format">How the number is written.</param>
/// <param name="count">How many of them an operation is.</param>
internal sealed class RateColumn(string name, string legend, string format, Func<BenchmarkCase, double> count) : IColumn
{
    public string Id => $"{nameof(RateColumn)} {name}";

    public string ColumnName => name;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => legend;

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    // Means are in nanoseconds: 10⁹ of them a second, for 10⁶ things.
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
        summary[benchmarkCase]?.ResultStatistics is { } statistics ? (count(benchmarkCase) * 1_000 / statistics.Mean).ToString(format, CultureInfo.InvariantCulture) : "-";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);
}
