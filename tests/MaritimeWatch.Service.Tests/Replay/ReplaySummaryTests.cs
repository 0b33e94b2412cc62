using System.Text.Json;
using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Replay;

namespace MaritimeWatch.Service.Tests.Replay;

public sealed class ReplaySummaryTests
{
    [Theory]
    [InlineData(2, "2 situations held back, explained:")]
    [InlineData(61_234, "61,234 situations held back, explained; of the latest 2:")]
    public void ToText_SituationsHeldBack_AreAllCounted(long total, string line)
    {
        var summary = Summary(total);
        Assert.Contains(line, summary.ToText(), StringComparison.Ordinal);
        Assert.Contains("2  Powered drag: the tide", summary.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void ToJson_SituationsHeldBack_HasTheirTotalAndTheLatest()
    {
        using var json = JsonDocument.Parse(Summary(61_234).ToJson());
        Assert.Equal(61_234, json.RootElement.GetProperty("heldBackTotal").GetInt64());
        Assert.Equal(2, json.RootElement.GetProperty("heldBack").GetArrayLength());
    }

    private static ReplaySummary Summary(long heldBack) => new()
    {
        HeldBack = [Held(1), Held(2)],
        HeldBackTotal = heldBack,
    };

    private static HeldBack Held(uint mmsi) => new(
        AlertKind.PoweredDrag, new VesselIdentity(new Mmsi(mmsi), null, null, null, null, null), null, default, default, "the tide");
}
