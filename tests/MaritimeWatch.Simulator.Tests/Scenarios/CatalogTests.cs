using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Labels;
using MaritimeWatch.Simulator.Scenarios;
using MaritimeWatch.Simulator.Traffic;

namespace MaritimeWatch.Simulator.Tests.Scenarios;

/// <summary>What holds for every recipe and trap: labels that fit their traffic, and ships that leave it as ships do.</summary>
public class CatalogTests
{
    private static readonly string[] Kinds =
    [
        Expect.Loitering, Expect.RepeatedCrossing, Expect.AnchoredOnAsset, Expect.DragAtAnchor, Expect.PoweredDrag, Expect.Drifting, Expect.Trawling, Expect.DarkGap,
        Expect.KinematicSpoof, Expect.DuplicateMmsi, Expect.IdentityChange, Expect.ImplausiblePosition, Expect.AreaInterference, Expect.FeedHealth, Expect.RouteDeviation, Expect.RestrictedArea,
    ];

    public static TheoryData<string> Recipes => [.. RecipeBook.Recipes.Select(recipe => recipe.Name)];

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Labels_OfEveryRecipe_AreAboutVesselsAndTimesOfItsTraffic(string name)
    {
        var traffic = TestTraffic.Of(name);
        var header = traffic.Labels.Header;
        var heard = traffic.Reports.Select(report => report.Mmsi.Value).ToHashSet();
        Assert.NotEmpty(traffic.Labels.Labels);
        Assert.All(traffic.Labels.Labels, label =>
        {
            Assert.Equal(name, label.Recipe);
            Assert.True(label.Mmsi is not null || label.Members.Count >= 5, "about a vessel, or about many");
            Assert.All(label.Members.Concat(label.Mmsi is { } one ? [one] : []), mmsi => Assert.Contains(mmsi, heard));
            Assert.True(label.Kind is null || Kinds.Contains(label.Kind), label.Kind);
            Assert.Equal(label.Kind is null, label.MinimumSeverity is null);
            Assert.True(label.Kind is not null || label.NotExpected.Count > 0, "expects or forbids something");
            Assert.True(header.Start <= label.Start && label.Start < label.End && label.End <= header.End, $"{label.Start} to {label.End}");
            Assert.True(label.CrossingTime is not { } crossing || (crossing > label.Start && crossing < header.End), "crosses within the traffic");
            Assert.True(label.Deadline is not { } deadline || (deadline > label.Start && deadline < header.End), "a deadline within the traffic");
            Assert.True(!label.IsRetracted || label.Deadline >= label.End, "time to take it back");
            Assert.Equal(label.Crossings.OrderBy(crossed => crossed.CrossingTime).Select(crossed => crossed.AssetId), label.Crossings.Select(crossed => crossed.AssetId));
            Assert.False(string.IsNullOrWhiteSpace(label.Story));
        });
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Vessels_OfEveryRecipe_LeaveThePictureInPortOrOutOfRange(string name) => AssertNobodyVanishes(TestTraffic.Of(name));

    [Fact]
    public void Vessels_OfOrdinaryTraffic_LeaveThePictureInPortOrOutOfRange() => AssertNobodyVanishes(TestTraffic.Of("background", background: 60));

    private static void AssertNobodyVanishes(TestTraffic traffic)
    {
        var end = traffic.Labels.Header.End;

        // Longer than any ordinary silence: three-minute reports of which every fifth is lost.
        var early = traffic.Reports.Select(report => report.Dynamic).GroupBy(report => report.Mmsi).Select(ship => ship.MaxBy(report => report.Time))
            .Where(last => end - last.Time > TimeSpan.FromMinutes(25)).ToList();

        Assert.All(early, last => Assert.True(
            last.Status == NavigationalStatus.Moored || Coverage.At(last.Position, last.StationClass, false).Loss > 0.4,
            $"{last.Mmsi} vanishes at {last.Time} in {last.Position}, {last.Status}, {last.SpeedOverGroundKnots} kn"));
    }

    [Fact]
    public void Suite_PlaysEveryRecipeOnce() => Assert.Equal(
        RecipeBook.Recipes.Select(recipe => recipe.Name).Order(StringComparer.Ordinal), RecipeBook.Suite.Select(planned => planned.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Day_PlaysOneOfEveryFamily()
    {
        var families = RecipeBook.Recipes.Select(recipe => recipe.Family).Distinct();
        var played = RecipeBook.Day.Select(planned => RecipeBook.Recipes.Single(recipe => recipe.Name == planned.Name).Family).Distinct();

        Assert.Empty(families.Except(played));
    }

    [Theory]
    [InlineData("day", 24)]
    [InlineData("suite", 48)]
    public void Plan_EveryRecipe_HasItsHoursOrTheRestOfTheTraffic(string scenario, double hours)
    {
        Assert.Equal(hours, ScenarioCatalog.HoursNeeded([scenario]));
        Assert.All(ScenarioCatalog.Chosen([scenario]), chosen => Assert.True(
            chosen.Hours >= Math.Min(chosen.Recipe.LeadHours, 2.3) && (chosen.Hours + chosen.Recipe.TrailHours <= hours || chosen.Recipe.TrailHours >= 20), $"{chosen.Recipe.Name} at {chosen.Hours} h"));
    }

    [Theory]
    [InlineData("R3", 3)]
    [InlineData("r10", 2)]
    [InlineData("traps", 14)]
    [InlineData("R1A", 1)]
    public void Chosen_FamilyOrName_PlaysItsVariants(string name, int count) => Assert.Equal(count, ScenarioCatalog.Chosen([name]).Count());
}
