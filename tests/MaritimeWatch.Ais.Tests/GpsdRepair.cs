using System.Text.RegularExpressions;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Makes JSON of the lines of gpsd that are none, saying which row of the table they belong to.</summary>
internal static partial class GpsdRepair
{
    public static GpsdMessage Parsed(string line, out GpsdDifference? difference)
    {
        difference = null;
        if (Signal().Match(line) is { Success: true } signal)
        {
            difference = GpsdDifference.SignalText;
            line = $"{line[..signal.Groups[1].Index]}{Escaped(signal.Groups[1])}\",\"hour\"{signal.Groups[2]},\"nextsignal_text\":\"{Escaped(signal.Groups[3])}\"}}";
        }
        else if (Inland().IsMatch(line))
        {
            var repaired = Texts().Replace(line, match => $"{match.Groups[1]}{Escaped(match.Groups[2])}");
            difference = repaired == line ? null : GpsdDifference.UnescapedText;
            line = repaired;
        }

        return new GpsdMessage(line);
    }

    private static string Escaped(Group text) => text.Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    [GeneratedRegex("\"signal_text\":\"(.*)\",\"hour\"(.*\"nextsignal\":\\d+)\"nextsignal_text\":\"(.*)\"}$")]
    private static partial Regex Signal();

    [GeneratedRegex("\"type\":6,.*\"dac\":200,\"fid\":2[12],\"country\"|\"type\":8,.*\"dac\":200,\"fid\":24,\"country\"")]
    private static partial Regex Inland();

    [GeneratedRegex("(\"(?:country|locode|section|terminal|hectometre)\":\")(.{0,5}?)(?=\",\"(?:locode|section|terminal|hectometre|eta|gauges)\":)")]
    private static partial Regex Texts();
}
