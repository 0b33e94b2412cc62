using System.Reflection;
using System.Text.RegularExpressions;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Mqtt.Tests;

/// <summary>The tables of normative statements in the project's README name tests that exist.</summary>
public sealed class ConformanceTests
{
    private static readonly HashSet<string> Tests = [.. typeof(ConformanceTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
        .Select(method => $"{method.DeclaringType!.Name}.{method.Name}")];

    [Theory]
    [InlineData("### MQTT 5.0", 100)]
    [InlineData("### MQTT 3.1.1", 60)]
    public void EachStatement_NamesATestThatExists_AndStandsOnce(string heading, int least)
    {
        var readme = File.ReadAllText(SharedData.InRepository("src/MaritimeWatch.Mqtt/README.md"));
        var section = readme[readme.IndexOf(heading, StringComparison.Ordinal)..].Split("\n### ")[0];
        var rows = Regex.Matches(section, @"^\| \[(?<id>[^\]]+)\] \|[^|]*\|(?<tests>[^|]*)\|$", RegexOptions.Multiline);
        // Every line of the table is a row, but for its heading and the line under that: none is passed over.
        var lines = section.Split('\n').Where(line => line.TrimStart().StartsWith('|')).ToList();
        Assert.Equal(["| statement | in a few words | held by |", "| --- | --- | --- |"], lines.Take(2));
        Assert.Equal(lines.Skip(2), rows.Select(row => row.Value));
        Assert.True(rows.Count >= least, $"{rows.Count} statements");
        Assert.All(rows, row => Assert.Matches(@"^MQTT-\d\.\d+\.\d+-\d+$", row.Groups["id"].Value));
        Assert.Equal(rows.Count, rows.Select(row => row.Groups["id"].Value).Distinct().Count());
        Assert.All(rows, row =>
        {
            var named = Regex.Matches(row.Groups["tests"].Value, "`([^`]+)`").Select(match => match.Groups[1].Value).ToList();
            Assert.NotEmpty(named);
            Assert.Empty(named.Except(Tests));
        });
    }
}
