using MaritimeWatch.Detection.Charts;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Service.Recordings;
using MaritimeWatch.Service.Tests.Replay;

namespace MaritimeWatch.Service.Tests.EvidenceBundles;

/// <summary>A chart that is written and read again is the same chart.</summary>
public sealed class ChartShapeTests
{
    [Fact]
    public void Write_TheWholeExerciseChart_ReadAgain_IsWrittenTheSame()
    {
        var chart = ChartFiles.Load(ReplayBench.ExerciseChart).Chart;
        Assert.NotEmpty(chart.Assets);
        Assert.NotEmpty(chart.Areas);

        var written = ChartShape.Write(chart, "TLP:AMBER");
        var read = ChartReader.Read("chart.geojson", written);

        Assert.Empty(read.Problems);
        Assert.Equal((chart.Assets.Length, chart.Areas.Length), (read.Chart.Assets.Length, read.Chart.Areas.Length));
        Assert.Equal(ChartShape.Hash(chart), ChartShape.Hash(read.Chart));
        var asset = chart.Assets.First(asset => !asset.IsArea);
        var again = read.Chart.Assets.Single(other => other.Id == asset.Id);
        Assert.Equal((asset.Name, asset.Operator, asset.PositionalSigmaMetres, asset.Status, asset.Source), (again.Name, again.Operator, again.PositionalSigmaMetres, again.Status, again.Source));
        Assert.Equal(asset.Parts.SelectMany(part => part), again.Parts.SelectMany(part => part));
    }

    [Fact]
    public void Write_AnAreaWithAHoleAndAnIslandInIt_KeepsThemApart()
    {
        var area = new ContextArea
        {
            Id = "a", Name = "A", Category = ContextCategory.Restricted, Restrictions = AreaRestrictions.AnchoringProhibited | AreaRestrictions.TrawlingProhibited,
            Rings = [Square(0, 10), Square(2, 8), Square(4, 6), Square(20, 30)],
        };

        var read = ChartReader.Read("chart.geojson", ChartShape.Write(new Chart([], [area]), null));

        Assert.Empty(read.Problems);
        Assert.Equal(area.Restrictions, read.Chart.Areas.Single().Restrictions);
        Assert.Equal(area.Rings.Select(ring => ring[0]).Order(Comparer<GeoPosition>.Create((one, other) => one.Latitude.CompareTo(other.Latitude))), read.Chart.Areas.Single().Rings.Select(ring => ring[0]).OrderBy(place => place.Latitude));
        Assert.Contains("\"coordinates\":[[[[0,0]", System.Text.Encoding.UTF8.GetString(ChartShape.Write(new Chart([], [area]), null)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SHIP", "SHIP")]
    [InlineData("=1+1", "\"\u00A0=1+1\"")]
    [InlineData("+1", "\"\u00A0+1\"")]
    [InlineData("-1", "\"\u00A0-1\"")]
    [InlineData("@A1", "\"\u00A0@A1\"")]
    [InlineData(" =1", "\"\u00A0=1\"")]
    [InlineData("\u202E=1", "\"\u00A0=1\"")]
    [InlineData("\uFF1D1", "\"\u00A0\uFF1D1\"")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    [InlineData("a\r\nb", "a  b")]
    [InlineData(null, "")]
    public void Field_OfAStranger_IsNoFormulaAndOneField(string? text, string field) => Assert.Equal(field, PlainText.Field(text));

    private static System.Collections.Immutable.ImmutableArray<GeoPosition> Square(double from, double to) =>
        [new(from, from), new(from, to), new(to, to), new(to, from), new(from, from)];
}
