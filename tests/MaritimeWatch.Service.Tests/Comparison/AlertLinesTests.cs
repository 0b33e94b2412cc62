using MaritimeWatch.Contracts;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Service.Comparison;
using MaritimeWatch.Service.Tests.Desk;
using MaritimeWatch.Simulator.Evaluation;

namespace MaritimeWatch.Service.Tests.Comparison;

/// <summary>An event without the detour over its text is the event that is read from its text.</summary>
public sealed class AlertLinesTests
{
    public static TheoryData<AlertState> States => [.. Enum.GetValues<AlertState>().Where(state => state != AlertState.Unspecified)];

    [Theory]
    [MemberData(nameof(States))]
    public void Of_AnEvent_IsWhatIsReadOfItsLine(AlertState state)
    {
        var alert = DeskService.Alert("drag-at-anchor-219000606-test-cable-20241117T000000Z", 3, state, Severity.Critical) with
        {
            Kind = AlertKind.DragAtAnchor,
            Asset = new AssetReference("test-cable", "Test Cable", AssetCategory.PowerCable, null),
            NextAssets = [new NextAsset("next", "Next", Log.Begin, Log.Begin, Log.Begin, 100, new GeoPosition(51.5, 2), null, null)],
            SuppressedBy = ["a reason"],
        };

        Assert.True(AlertLine.TryParse(AlertEventJson.ToJson(alert), out var read, out _));

        var made = AlertLines.Of(alert);
        Assert.Equal(read! with { NextAssets = [], SuppressedBy = [] }, made with { NextAssets = [], SuppressedBy = [] });
        Assert.Equal(read.NextAssets, made.NextAssets);
        Assert.Equal(["a reason"], made.SuppressedBy);
    }
}
