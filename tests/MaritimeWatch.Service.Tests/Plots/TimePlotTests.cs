using System.Xml.Linq;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Plots;
using MaritimeWatch.Service.Tests.Forensics;

namespace MaritimeWatch.Service.Tests.Plots;

public sealed class TimePlotTests
{
    private static readonly Instant Noon = FaultScene.Noon;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void ToSvg_OfAGap_BreaksTheLineAndDotsTheGap()
    {
        var series = new PlotSeries("speed", 1, [At(0, 10), At(1, 10), At(2, 10), At(30, 8), At(31, 8)], TimeSpan.FromMinutes(10)) { MarksGaps = true };
        var picture = Draw(series);

        Assert.Equal(2, Path(picture, "line s1").Count(letter => letter == 'M'));
        Assert.Equal(3, Path(picture, "line s1").Count(letter => letter == 'L'));
        Assert.Single(Path(picture, "gap s1"), letter => letter == 'M');
    }

    [Fact]
    public void ToSvg_AtTheGapAndOneSecondBeyond_JoinsAndDoesNot()
    {
        Assert.Single(Path(Draw(new PlotSeries("speed", 1, [At(0, 1), At(10, 2)], TimeSpan.FromMinutes(10))), "line s1"), letter => letter == 'M');
        Assert.Equal(2, Path(Draw(new PlotSeries("speed", 1, [At(0, 1), At(10.02, 2)], TimeSpan.FromMinutes(10))), "line s1").Count(letter => letter == 'M'));
    }

    [Fact]
    public void ToSvg_ThroughNorth_DrawsNoLineAcrossThePanel() =>
        Assert.Equal(2, Path(Draw(new PlotSeries("course", 1, [At(0, 358), At(1, 359), At(2, 1), At(3, 2)], TimeSpan.FromMinutes(10)) { Wraps = 360 }), "line s1").Count(letter => letter == 'M'));

    [Fact]
    public void ToSvg_ManyPoints_KeepsTheOneThatDips()
    {
        var points = Enumerable.Range(0, 20_000).Select(i => At(i * 60.0 / 20_000, i == 12_345 ? 1 : 10)).ToList();
        var path = Path(Draw(new PlotSeries("speed", 1, points, TimeSpan.FromMinutes(10))), "line s1");

        Assert.True(path.Length < 100_000);
        Assert.Equal(2, path.Split('L', 'M').Where(place => place.Length > 0).Select(place => place.Replace("h0", "", StringComparison.Ordinal).Split(' ')[1]).Distinct().Count());
    }

    [Fact]
    public void ToSvg_ForWhoDoesNotSee_HasTitleAndDescription()
    {
        var picture = Draw(new PlotSeries("speed", 1, [At(0, 1)], TimeSpan.FromMinutes(10)));
        var labels = picture.Root!.Attribute("aria-labelledby")!.Value.Split(' ');

        Assert.Equal("img", picture.Root.Attribute("role")!.Value);
        Assert.Equal(["title", "desc"], labels.Select(id => picture.Descendants().Single(element => element.Attribute("id")?.Value == id).Name.LocalName));
        Assert.Contains("time, UTC", picture.Descendants(Svg + "text").Select(text => text.Value));
        Assert.Contains("Speed [kn]", picture.Descendants(Svg + "text").Select(text => text.Value));
    }

    [Fact]
    public void ToSvg_HostileTexts_StayTexts()
    {
        var plot = new TimePlot(FaultScene.HostileName, FaultScene.HostileName, Noon, Noon + TimeSpan.FromHours(1),
            [new PlotPanel(FaultScene.HostileName, "kn", [new PlotSeries(FaultScene.HostileName, 1, [At(0, 1)], TimeSpan.FromMinutes(10))])], [new PlotMark(Noon, Noon, FaultScene.HostileName)]);
        var text = plot.ToSvg(isAlone: true);
        var picture = XDocument.Parse(text);

        Assert.Subset("svg title desc style rect text line path".Split(' ').ToHashSet(), picture.Descendants().Select(element => element.Name.LocalName).ToHashSet());
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\u202E', text);
        Assert.Contains(picture.Descendants(Svg + "title"), title => title.Value.StartsWith("=1+1</text><script>", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(10, 4, 5)]
    [InlineData(0.9, 4, 0.5)]
    [InlineData(360, 4, 100)]
    [InlineData(16, 4, 5)]
    public void Step_OfASpan_IsARoundNumber(double span, int about, double step) => Assert.Equal(step, AxisTicks.Step(span, about), 1e-12);

    [Theory]
    [InlineData(60)]
    [InlineData(3_600)]
    [InlineData(86_400)]
    [InlineData(2_678_400)]
    public void Times_OfAnySpan_AreRoundAndNotTooMany(int seconds)
    {
        var ticks = AxisTicks.Times(Noon + TimeSpan.FromSeconds(7), Noon + TimeSpan.FromSeconds(7 + seconds), 9);

        Assert.InRange(ticks.Count, 3, 10);
        Assert.All(ticks, tick => Assert.Equal(0, tick.UnixSeconds % 10));
    }

    private static PlotPoint At(double minutes, double value) => new(Noon + TimeSpan.FromMinutes(minutes), value);

    private static XDocument Draw(PlotSeries series) => XDocument.Parse(
        new TimePlot("A track", "Of a ship.", Noon, Noon + TimeSpan.FromHours(1), [new PlotPanel("Speed", "kn", [series])], []).ToSvg(isAlone: true));

    private static string Path(XDocument picture, string style) => picture.Descendants(Svg + "path").Single(path => path.Attribute("class")!.Value == style).Attribute("d")!.Value;
}
