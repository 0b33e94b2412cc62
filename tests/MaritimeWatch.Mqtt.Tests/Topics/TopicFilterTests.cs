using MaritimeWatch.Mqtt.Topics;

namespace MaritimeWatch.Mqtt.Tests.Topics;

/// <summary>Topic filters, with the examples of section 4.7 of MQTT 5.0 (the same in 3.1.1).</summary>
public sealed class TopicFilterTests
{
    [Theory]
    // 4.7.1.2
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1", true)]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1/ranking", true)]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1/score/wimbledon", true)]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player2", false)]
    [InlineData("sport/#", "sport", true)]
    [InlineData("#", "anything/at/all", true)]
    // 4.7.1.3
    [InlineData("sport/tennis/+", "sport/tennis/player1", true)]
    [InlineData("sport/tennis/+", "sport/tennis/player1/ranking", false)]
    [InlineData("sport/+", "sport", false)]
    [InlineData("sport/+", "sport/", true)]
    [InlineData("+/+", "/finance", true)]
    [InlineData("/+", "/finance", true)]
    [InlineData("+", "/finance", false)]
    [InlineData("+/tennis/#", "sport/tennis/x/y", true)]
    [InlineData("sport/+/player1", "sport/tennis/player1", true)]
    // 4.7.2
    [InlineData("#", "$SYS/monitor", false)]
    [InlineData("+/monitor/Clients", "$SYS/monitor/Clients", false)]
    [InlineData("$SYS/#", "$SYS/monitor", true)]
    [InlineData("$SYS/monitor/+", "$SYS/monitor/Clients", true)]
    // 4.7.3: case and slashes matter, no Unicode normalisation
    [InlineData("ACCOUNTS", "Accounts", false)]
    [InlineData("/finance", "finance", false)]
    [InlineData("a//b", "a//b", true)]
    [InlineData("a/+/b", "a//b", true)]
    [InlineData("é", "e\u0301", false)]
    [InlineData("a/b", "a", false)]
    [InlineData("a", "a/b", false)]
    [InlineData("a/+/#", "a", false)]
    [InlineData("a/+/#", "a/b", true)]
    // 4.8.2
    [InlineData("$share/consumer/sport/+", "sport/tennis", true)]
    [InlineData("$share/consumer//finance", "/finance", true)]
    [InlineData("$share/consumer/#", "$SYS/x", false)]
    public void Matches_OfTheSpecificationsExamples_AreAsItSays(string text, string topic, bool matches)
    {
        Assert.True(TopicFilter.TryParse(text, out var filter, out var problem), problem);
        Assert.Equal(matches, filter.Matches(topic));
        Assert.Equal(text, filter.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sport/tennis#")]
    [InlineData("sport/tennis/#/ranking")]
    [InlineData("sport+")]
    [InlineData("+a/b")]
    [InlineData("a\0")]
    [InlineData("$share/")]
    [InlineData("$share/name")]
    [InlineData("$share/name/")]
    [InlineData("$share//a")]
    [InlineData("$share/na+me/a")]
    [InlineData("$share/#/a")]
    [InlineData("$share/name/a/#/b")]
    public void TryParse_OfWhatIsNoFilter_SaysWhy(string text)
    {
        Assert.False(TopicFilter.TryParse(text, out _, out var problem));
        Assert.NotEmpty(problem);
    }

    [Fact]
    public void TryParse_AtTheLongest_AndOneByteBeyond()
    {
        Assert.True(TopicFilter.TryParse(new string('x', 65_535), out _, out _));
        Assert.False(TopicFilter.TryParse(new string('x', 65_536), out _, out _));
        Assert.Null(TopicName.Problem(new string('x', 65_535)));
        Assert.NotNull(TopicName.Problem(new string('é', 32_768)));
    }

    [Fact]
    public void TryParse_OfASharedSubscription_KnowsItsName()
    {
        Assert.True(TopicFilter.TryParse("$share/centre/ais/+", out var shared, out _));
        Assert.Equal(("centre", true), (shared.ShareName, shared.HasWildcard));
        Assert.True(TopicFilter.TryParse("$shares/x", out var plain, out _));
        Assert.Null(plain.ShareName);
        Assert.False(plain.HasWildcard);
    }

    [Fact]
    public void Matches_BesideARuleWrittenOtherwise_AreTheSame()
    {
        var random = new Random(11);
        string[] levels = ["a", "b", "", "+", "$x"];
        var both = new int[2];
        for (var i = 0; i < 200_000; i++)
        {
            var pattern = string.Join('/', Enumerable.Range(0, random.Next(1, 5)).Select(_ => levels[random.Next(levels.Length)])) + (random.Next(3) == 0 ? "/#" : "");
            var topic = string.Join('/', Enumerable.Range(0, random.Next(1, 5)).Select(_ => levels[random.Next(levels.Length)].Replace('+', 'a')));
            if (topic.Length == 0 || !TopicFilter.TryParse(pattern, out var filter, out _))
            {
                continue;
            }

            var expected = Plain(pattern.Split('/'), topic.Split('/'), topic);
            Assert.True(expected == filter.Matches(topic), $"{pattern} {topic}");
            both[expected ? 1 : 0]++;
        }

        Assert.All(both, count => Assert.True(count > 1_000));
    }

    private static bool Plain(string[] pattern, string[] topic, string whole)
    {
        if (whole.StartsWith('$') && pattern[0] is "+" or "#" && whole.StartsWith('$'))
        {
            return false;
        }

        var open = pattern[^1] == "#";
        var head = open ? pattern[..^1] : pattern;
        return (open ? topic.Length >= head.Length : topic.Length == head.Length) && head.Select((level, i) => level == "+" || level == topic[i]).All(same => same);
    }
}
