using MaritimeWatch.Service.Forensics;

namespace MaritimeWatch.Service.Tests.Forensics;

/// <summary>Faults with known culprits in generated traffic: the culprit of a heard crossing is first. A wider range of seeds is reported in docs/forensics.md.</summary>
public sealed class LabelledSuspectsTests
{
    [Theory]
    [InlineData("R1A", 201ul)]
    [InlineData("R1B", 202ul)]
    [InlineData("R2A", 203ul)]
    [InlineData("R2B", 204ul)]
    [InlineData("R2C", 205ul)]
    [InlineData("R3C", 206ul)]
    public void Run_LabelledCulpritThatWasHeard_IsFirst(string recipe, ulong seed)
    {
        var faults = LabelledFaults.Of(recipe, seed, background: 20);
        var heard = 0;
        foreach (var (asset, at, culprit) in faults.Faults)
        {
            var report = faults.Ask(asset, at);
            var found = report.Ranked.Single(one => one.Mmsi.Value == culprit);
            if (found.Presence.Kind == PresenceKind.Crossed)
            {
                heard++;
                Assert.True(found.Rank == 1, $"{asset.Id} at {at}: rank {found.Rank}, {string.Join(" ", found.Reasons)}");
            }
        }

        Assert.True(heard > 0, "no fault was asked about");
    }

    [Fact]
    public void Run_CulpritThatWasSilent_IsListedAsPossible()
    {
        var faults = LabelledFaults.Of("R3A", 207, background: 0);
        var silent = faults.Faults.Select(fault => faults.Ask(fault.Asset, fault.At).Ranked.Single(one => one.Mmsi.Value == fault.Culprit)).Where(one => one.Presence.Approach.IsPossible).ToList();

        Assert.NotEmpty(silent);
        Assert.All(silent, one => Assert.Contains("Not heard from", one.Reasons[0], StringComparison.Ordinal));
    }
}
