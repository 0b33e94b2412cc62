using System.Globalization;
using System.Text.RegularExpressions;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Configuration;

/// <summary>Every threshold is documented, ranged and on the page; nobody keeps a list of them.</summary>
public sealed partial class SettingDocumentTests
{
    private const string Rewrite = "MARITIMEWATCH_REWRITE_SETTINGS";

    private static readonly SettingDocument Document = SettingDocument.Read();

    public static TheoryData<string> Paths => [.. Document.Entries.Select(entry => entry.Setting.Path)];

    [Fact]
    public void Entries_AreThePropertiesOfTheOptions_EachOnceWithItsDefault()
    {
        Assert.Equal(Document.Entries.Count, Document.Entries.DistinctBy(entry => entry.Setting.Path).Count());
        var loitering = Document.Entries.Where(entry => entry.Setting.Section == "Loitering").ToList();
        Assert.Equal(typeof(LoiteringOptions).GetProperties().Length, loitering.Count);

        var notice = loitering.Single(entry => entry.Setting.Name == nameof(LoiteringOptions.NoticeAfter));
        Assert.Equal(new LoiteringOptions().NoticeAfter, notice.Setting.Default);

        // SettingRanges: 5 to 120 minutes; the docstring names no source, the record does.
        Assert.Equal(("hh:mm:ss", "00:20:00", "00:05:00 to 02:00:00", "The sliding window, and the time to a notice", "detectors.md C.1"), (notice.Unit, notice.Default, notice.Range, notice.Meaning, notice.Source));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Entry_OfEveryThreshold_SaysWhatItDoesInWhichUnitAndRange(string path)
    {
        var entry = Entry(path);

        Assert.NotEmpty(entry.Meaning);
        if (entry.Setting.IsList || entry.Setting.Type == typeof(bool))
        {
            return;
        }

        Assert.NotEqual("number", path.EndsWith("Knots", StringComparison.Ordinal) || path.EndsWith("Metres", StringComparison.Ordinal) ? entry.Unit : "");
        Assert.True(entry.CheckedRange is not null, $"{path} has no range in SettingRanges");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Entry_WhoseDocstringNamesARange_NamesTheOneThatIsChecked(string path)
    {
        var entry = Entry(path);
        if (entry.CheckedRange is null || Documented().Match(entry.DocumentedRange) is not { Success: true } said)
        {
            return;
        }

        var unit = said.Groups["unit"].Value;
        var bounds = entry.CheckedRange.Split(" to ");

        // A lower bound may hang on another setting, and the docstring names the least it can be.
        var (least, most) = (Value(said, "least", said.Groups["leastUnit"].Success ? said.Groups["leastUnit"].Value : unit), Value(said, "most", unit));
        Assert.True(Value(bounds[1]) == most, $"{path}: the docstring says '{entry.DocumentedRange}', the check {entry.CheckedRange}");
        Assert.True(Value(bounds[0]) >= least, $"{path}: the docstring says '{entry.DocumentedRange}', the check {entry.CheckedRange}");
    }

    [Fact]
    public void Groups_OfTheService_SayOfEachSettingWhatItMeans()
    {
        var document = ServiceSettingDocument.Read();
        var groups = document.Groups().ToList();

        Assert.Equal(["Ingest", "Outbound", "Access"], groups.Select(group => group.Title).Intersect(["Ingest", "Outbound", "Access"]));
        Assert.Contains(groups, group => group.Title == "Sources: `mqtt`" && group.Settings.Any(setting => setting.Path == "ReceiveMaximum" && document.Meaning(setting).Contains("1 to 65,535", StringComparison.Ordinal)));
        Assert.Empty(groups.SelectMany(group => group.Settings.Where(setting => document.Meaning(setting).Length == 0).Select(setting => $"{group.Title}: {setting.Path}")));
    }

    [Fact]
    public async Task Page_AndOptions_AreTheSame()
    {
        var page = SharedData.InRepository("docs/settings.md");
        var made = SettingsMarkdown.Of(Document, ServiceSettingDocument.Read());
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            await File.WriteAllTextAsync(page, made);
            Assert.Fail($"{page} was rewritten: look at the difference, then run again without {Rewrite}");
        }

        var written = await File.ReadAllTextAsync(page);
        Assert.True(
            written == made,
            $"docs/settings.md is not what the options say, from '{made.AsSpan(made.AsSpan().CommonPrefixLength(written)).ToString().Split('\n')[0]}' on: write it with {Rewrite}=1, or 'maritimewatch settings --markdown > docs/settings.md'");
        Assert.All(Document.Entries, entry => Assert.Equal(2, written.Split($"| `{entry.Setting.Path}` | {entry.Unit} | {entry.Default} | ").Length));
    }

    private static SettingEntry Entry(string path) => Document.Entries.Single(entry => entry.Setting.Path == path);

    /// <summary>A number of the docstring; of a time in seconds.</summary>
    private static double Value(Match said, string name, string unit) => double.Parse(said.Groups[name].Value, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture) * unit.TrimEnd('s') switch
    {
        "minute" => 60,
        "hour" => 3600,
        "day" => 86400,
        _ => 1,
    };

    /// <summary>A bound of the check; of a time in seconds.</summary>
    private static double Value(string bound) => double.TryParse(bound, CultureInfo.InvariantCulture, out var number) ? number : TimeSpan.Parse(bound, CultureInfo.InvariantCulture).TotalSeconds;

    [GeneratedRegex(@"^(?<least>[\d.,]+)(?: (?<leastUnit>second|minute|hour|day)s?)? to (?<most>[\d.,]+)(?: (?<unit>\w+))?$")]
    private static partial Regex Documented();
}
