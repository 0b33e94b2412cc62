using System.Text;
using System.Text.Json;
using MaritimeWatch.Contracts;

namespace MaritimeWatch.Grpc.Tests.Contracts;

public sealed class AlertEventJsonTests
{
    [Fact]
    public void ToUtf8_OfAFullEvent_UsesTheFieldsAndWordsOfTheContract()
    {
        var root = JsonDocument.Parse(AlertEventJson.ToUtf8(SampleAlerts.Full())).RootElement;

        // The contract, section 2: a 64-bit sequence is a string, everything else as its type says.
        Assert.Equal("7", root.GetProperty("sequence").GetString());
        Assert.Equal("drag-at-anchor-219000606-nemo-link-20241117T001000Z", root.GetProperty("alertId").GetString());
        Assert.Equal(2, root.GetProperty("revision").GetInt32());
        Assert.Equal("ALERT_STATE_MAINTAINED", root.GetProperty("state").GetString());
        Assert.Equal("ALERT_KIND_DRAG_AT_ANCHOR", root.GetProperty("kind").GetString());
        Assert.Equal("SEVERITY_CRITICAL", root.GetProperty("severity").GetString());
        Assert.Equal(219000606, root.GetProperty("vessel").GetProperty("mmsi").GetInt32());
        Assert.Equal("ÆRØ \"II\"", root.GetProperty("vessel").GetProperty("name").GetString());
        Assert.Equal(9074729, root.GetProperty("vessel").GetProperty("imo").GetInt32());
        Assert.Equal("power_cable", root.GetProperty("asset").GetProperty("category").GetString());
        Assert.Equal("2024-11-17T00:10:00Z", root.GetProperty("since").GetString());
        Assert.Equal("2024-11-17T00:30:34.500Z", root.GetProperty("eventTime").GetString());
        Assert.Equal(["nemo-link", "Nemo Link", "power_cable", "National Grid"], root.GetProperty("asset").EnumerateObject().Select(field => field.Value.GetString()));
        Assert.Equal(
            [
                "sequence", "alertId", "revision", "state", "kind", "severity", "vessel", "asset", "since", "eventTime", "position", "distanceMetres", "nextAssets",
                "headline", "recommendedAction", "evidence", "suppressedBy",
            ],
            root.EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public void ToUtf8_WhereZeroMeansSomething_WritesTheZero()
    {
        var root = JsonDocument.Parse(AlertEventJson.ToUtf8(SampleAlerts.Full())).RootElement;
        var evidence = root.GetProperty("evidence");

        Assert.Equal(0, root.GetProperty("distanceMetres").GetDouble());
        Assert.Equal(0, root.GetProperty("position").GetProperty("longitude").GetDouble());
        Assert.Equal(0, root.GetProperty("nextAssets")[1].GetProperty("distanceMetres").GetDouble());
        Assert.Equal(0, evidence.GetProperty("measurements")[0].GetProperty("value").GetDouble());
        Assert.Equal(0, evidence.GetProperty("fixes")[0].GetProperty("speedOverGroundKnots").GetDouble());
        Assert.False(evidence.GetProperty("explanations")[0].GetProperty("applies").GetBoolean());
    }

    [Fact]
    public void ToJson_OfABareEvent_IsThisLine() => Assert.Equal(
        """
        { "sequence": "1", "alertId": "feed-health-1", "revision": 1, "state": "ALERT_STATE_RAISED", "kind": "ALERT_KIND_FEED_HEALTH",
        "severity": "SEVERITY_NOTICE", "since": "2024-11-17T00:10:00Z", "eventTime": "2024-11-17T00:10:00Z", "headline": "Quiet.",
        "recommendedAction": "Check the feed.", "evidence": { "detector": "feed-health", "detectorVersion": "1", "settingsHash": "0",
        "rule": "silence", "cause": "raised" } }
        """.ReplaceLineEndings(" "),
        AlertEventJson.ToJson(SampleAlerts.Bare()));

    [Fact]
    public void TryParse_OfOurOwnLine_GivesTheSameLineAgain()
    {
        var line = AlertEventJson.ToUtf8(SampleAlerts.Full() with { Headline = "one\nline \u2028 only" });

        Assert.True(AlertEventJson.TryParse(line, out var alert, out _));

        Assert.Equal("one\nline \u2028 only", alert.Headline);
        Assert.DoesNotContain((byte)'\n', line);
        Assert.Equal(line, AlertEventJson.ToUtf8(alert));
    }

    [Fact]
    public void TryParse_OfALaterRelease_PassesOverUnknownFields() =>
        Assert.True(AlertEventJson.TryParse(AlertEventJson.ToJson(SampleAlerts.Bare()).Insert(1, "\"lastSeenBy\": {\"radar\": [1]},"), out _, out _));

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"sequence\": \"x\"}")]
    [InlineData("{\"state\": \"ALERT_STATE_ELATED\"}")]
    [InlineData("{\"since\": \"yesterday\"}")]
    public void TryParse_OfSomethingElse_SaysWhatIsWrong(string line)
    {
        Assert.False(AlertEventJson.TryParse(line, out var alert, out var problem));
        Assert.Null(alert);
        Assert.NotEmpty(problem);
    }

    [Fact]
    public void TryParse_OfALineCutAnywhere_NeverThrows()
    {
        var line = Encoding.UTF8.GetString(AlertEventJson.ToUtf8(SampleAlerts.Full()));
        for (var length = 0; length < line.Length; length++)
        {
            Assert.False(AlertEventJson.TryParse(line[..length], out _, out _), $"cut at {length}");
        }
    }
}
