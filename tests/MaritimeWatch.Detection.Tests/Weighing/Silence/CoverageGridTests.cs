using MaritimeWatch.Detection.Weighing.Silence;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Weighing.Silence;

public sealed class CoverageGridTests
{
    private const int Today = 20_000;
    private static readonly SeaCell Here = SeaCell.Of(PositionReport.ToRaw(51.55), PositionReport.ToRaw(2.55));

    [Theory]
    [InlineData(7, 0, null)]
    [InlineData(8, 0, 0.9)]
    [InlineData(16, 1, 17.0 / 19)]
    [InlineData(17, 1, 0.9)]
    [InlineData(0, 8, 0.1)]
    public void At_Passages_AreCountedByTheRuleOfSuccession(int heard, int broken, double? share)
    {
        // Laplace: (heard + 1) / (all + 2).
        var grid = Grid(Here, heard, broken);
        Assert.Equal(share is { } expected ? Math.Round(expected, 9) : null, grid.At(Here, 0, Today) is { } known ? Math.Round(known.Share, 9) : (double?)null);
        Assert.Null(grid.At(Here, 1, Today));
    }

    [Fact]
    public void At_TooFewOfItsOwn_AsksTheNeighbours()
    {
        var grid = Grid(new SeaCell(Here.Row + 1, Here.Column - 1), 20, 0);
        Assert.Equal(20, grid.At(Here, 0, Today)!.Value.Heard);
        Assert.Null(grid.At(new SeaCell(Here.Row - 1, Here.Column), 0, Today));
    }

    [Theory]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public void At_OlderThanSevenDays_IsForgotten(int days, bool isKnown) =>
        Assert.Equal(isKnown, Grid(Here, 20, 0).At(Here, 0, Today + days) is not null);

    [Fact]
    public void Cells_NotHeardOfForSevenDays_AreGivenBack()
    {
        var grid = Grid(Here, 1, 0);
        grid.AddHeard(new SeaCell(1, 1), 0, Today + 8);
        Assert.Equal(1, grid.Cells);
    }

    [Theory]
    [InlineData(0.0, true)]
    [InlineData(0.012, true)]
    [InlineData(0.03, false)]
    public void IsHeardAt_SpotOrTheOneBeside_IsHeard(double northDegrees, bool isHeard)
    {
        var grid = new CoverageGrid(8);
        grid.AddSpot(PositionReport.ToRaw(51.599), PositionReport.ToRaw(2.55), 0, Today);
        Assert.Equal(isHeard, grid.IsHeardAt(PositionReport.ToRaw(51.599 + northDegrees), PositionReport.ToRaw(2.55), 0, Today));
    }

    [Theory]
    [InlineData(51.55, 2.55, 515, 17)]
    [InlineData(-0.05, -0.05, -1, -1)]
    [InlineData(0, 0, 0, 0)]
    public void CellOf_AnyHemisphere_IsRoundedDown(double latitude, double longitude, int row, int column)
    {
        var cell = SeaCell.Of(PositionReport.ToRaw(latitude), PositionReport.ToRaw(longitude));
        Assert.Equal(new SeaCell(row, column), cell);
        Assert.Equal(cell, SeaCell.Of(PositionReport.ToRaw(cell.Centre.Latitude), PositionReport.ToRaw(cell.Centre.Longitude)));
    }

    [Theory]
    [InlineData(51.5, 2.6, "5130n-00236e", "51°30'N 002°36'E")]
    [InlineData(-33.999, -0.5, "3400s-00030w", "34°00'S 000°30'W")]
    public void Names_OfPlaces_AreDegreesAndMinutes(double latitude, double longitude, string slug, string name)
    {
        var place = new GeoPosition(latitude, longitude);
        Assert.Equal((slug, name), (SeaCell.Slug(place), SeaCell.Name(place)));
    }

    private static CoverageGrid Grid(SeaCell cell, int heard, int broken)
    {
        var grid = new CoverageGrid(8);
        for (var i = 0; i < heard; i++)
        {
            grid.AddHeard(cell, 0, Today);
        }

        for (var i = 0; i < broken; i++)
        {
            grid.AddBroken(cell, 0, Today);
        }

        return grid;
    }
}
