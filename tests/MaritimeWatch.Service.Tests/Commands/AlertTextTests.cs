using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Commands;

namespace MaritimeWatch.Service.Tests.Commands;

public sealed class AlertTextTests
{
    [Fact]
    public void Format_OnAPipe_IsOneLineWithEverythingAndNoEscapes() => Assert.Equal(
        "2024-12-25 10:26:00Z  ▲ ALARM    raised     powered drag       EAGLE S (518998865)              Estlink 2, 120 m  EAGLE S slowed over Estlink 2.",
        AlertText.Format(Alert("EAGLE S"), TerminalStyle.Plain));

    [Fact]
    public void Format_ANameWithControlCharacters_NeverReachesTheTerminalAsSuch()
    {
        var line = AlertText.Format(Alert("EVIL\e[2J\r\nSHIP"), TerminalStyle.Plain);

        Assert.DoesNotContain(line, char.IsControl);
        Assert.Contains("EVIL?[2J??SHIP", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('\u202E')]
    [InlineData('\u2066')]
    [InlineData('\u200F')]
    [InlineData('\u061C')]
    [InlineData('\uFEFF')]
    [InlineData('\u2028')]
    public void Format_ANameWithAMarkThatIsNotSeen_ShowsWhereItWas(char mark)
    {
        var line = AlertText.Format(Alert($"EVIL{mark}PIHS"), TerminalStyle.Plain);

        Assert.DoesNotContain(mark, line);
        Assert.Contains("EVIL?PIHS", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(118, "2024-12-25 10:26:00Z  ▲ ALARM    raised     powered drag       EAGLE S (518998865)", "           Estlink 2, 120 m: EAGLE S slowed over Estlink 2.")]
    [InlineData(80, "10:26:00Z  ▲ ALARM    raised powered drag  EAGLE S (518998865)", "           Estlink 2, 120 m: EAGLE S slowed over Estlink 2.")]
    [InlineData(58, "10:26:00Z  ▲ ALARM    raised powered drag  EAGLE S (518998865)", "           Estlink 2, 120 m: EAGLE S slowed over Estlink")]
    public void Format_OnANarrowTerminal_BreaksBetweenWords(int columns, string first, string second)
    {
        var lines = AlertText.Format(Alert("EAGLE S"), new TerminalStyle(false, columns)).Split('\n');

        Assert.Equal([first, second], lines[..2]);
    }

    private static AlertEvent Alert(string name) => new()
    {
        Sequence = 1,
        AlertId = "a",
        Revision = 1,
        State = AlertState.Raised,
        Kind = AlertKind.PoweredDrag,
        Severity = Severity.Alarm,
        Vessel = new VesselIdentity(new Mmsi(518_998_865), name, null, null, null, null),
        Asset = new AssetReference("estlink-2", "Estlink 2", AssetCategory.PowerCable, null),
        DistanceMetres = 120.4,
        Since = Instant.FromUtc(2024, 12, 25, 10, 26),
        EventTime = Instant.FromUtc(2024, 12, 25, 10, 26),
        Headline = $"{name} slowed over Estlink 2.",
        RecommendedAction = "",
        Evidence = new Evidence("test", "1", "0000000000000000", "", [], [], [], [], [], ""),
    };
}
