using System.Text.RegularExpressions;
using MaritimeWatch.Detection.Detectors;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Detection.Tests.Detectors;

/// <summary>What the rules tell of themselves is what they do.</summary>
public sealed partial class RuleCatalogTests
{
    private static readonly string[] Groups = [.. typeof(DetectionSettings).GetProperties().Where(property => property.CanWrite).Select(property => property.Name)];

    public static TheoryData<string> Detectors => [.. DetectorCatalog.Create().Select(detector => detector.GetType().Name)];

    [Fact]
    public void All_HasARuleForEveryKindOfAlert()
    {
        Assert.Empty(Enum.GetValues<AlertKind>().Except([AlertKind.Unspecified]).Except(RuleCatalog.All.Select(rule => rule.Kind)));
        Assert.Equal(RuleCatalog.All.Count, RuleCatalog.All.DistinctBy(rule => rule.Detector).Count());
        Assert.All(RuleCatalog.All, rule => Assert.EndsWith(".", rule.Finds, StringComparison.Ordinal));
        Assert.All(RuleCatalog.All, rule => Assert.Matches("^[A-Z][A-Za-z ]+$", rule.Title));
        Assert.Equal(("L1", "Loitering"), RuleCatalog.All.Where(rule => rule.Kind == AlertKind.Loitering).Select(rule => (rule.Id, rule.Title)).Single());
    }

    /// <summary>detectors.md section C: the ids that settings and evidence go by.</summary>
    [Fact]
    public void DetectorIds_AreThoseOfTheRules_EachOnce() =>
        Assert.Equal(["A1", "D1", "DR", "TR", "D2", "L2", "RA", "RD", "L1", "S1", "S2", "S3", "S4", "S5", "G1", "H1"], DetectorIds.All);

    [Fact]
    public void Settings_OfAllRules_AreEveryGroupThereIs()
    {
        var named = RuleCatalog.All.SelectMany(rule => rule.Settings).Concat(RuleCatalog.Shared).ToList();

        Assert.Empty(Groups.Except(named));
        Assert.All(named, path => Assert.True(Exists(path), $"there is no setting {path}"));
        Assert.All(RuleCatalog.All, rule => Assert.DoesNotContain(':', rule.Settings[0]));
    }

    /// <summary>What a detector's own file reads of the settings stands in its rule.</summary>
    [Theory]
    [MemberData(nameof(Detectors))]
    public async Task Settings_OfADetector_AreThoseItReads(string detector)
    {
        var source = await File.ReadAllTextAsync(SharedData.InRepository($"src/MaritimeWatch.Detection/Detectors/{detector}.cs"));
        var rule = DetectorCatalog.Create().Single(one => one.GetType().Name == detector).Rule;

        var read = Read().Matches(source).Select(match => match.Groups[1].Value).Where(Groups.Contains).Distinct().ToList();

        Assert.NotEmpty(read);
        Assert.Empty(read.Except(rule.Settings.Select(path => path.Split(':')[0])).Except(RuleCatalog.Shared));
    }

    private static bool Exists(string path)
    {
        Type? type = typeof(DetectionSettings);
        return path.Split(':').All(name => (type = type?.GetProperty(name)?.PropertyType) is not null);
    }

    [GeneratedRegex(@"ettings\.([A-Z]\w+)")]
    private static partial Regex Read();
}
