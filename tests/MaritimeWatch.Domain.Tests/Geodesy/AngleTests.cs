using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Domain.Tests.Geodesy;

public sealed class AngleTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(360, 0)]
    [InlineData(-90, 270)]
    [InlineData(725, 5)]
    public void Normalise_AnyDirection_IsBelow360(double degrees, double expected) => Assert.Equal(expected, Angle.Normalise(degrees));

    [Theory]
    [InlineData(350, 10, 20)]
    [InlineData(10, 350, 20)]
    [InlineData(0, 180, 180)]
    [InlineData(90, 271, 179)]
    public void Between_TwoDirections_IsTheSmallerAngle(double a, double b, double expected) => Assert.Equal(expected, Angle.Between(a, b));

    [Theory]
    [InlineData(350, 10, 20)]
    [InlineData(10, 350, -20)]
    [InlineData(0, 180, 180)]
    public void Turn_FromOneToAnother_IsPositiveToTheRight(double from, double to, double expected) => Assert.Equal(expected, Angle.Turn(from, to));

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 0, 90)]
    [InlineData(-1, -1, 225)]
    public void OfVector_EastAndNorth_IsTheCourse(double east, double north, double expected) => Assert.Equal(expected, Angle.OfVector(east, north), 1e-12);

    [Fact]
    public void Knots_OneMileInAnHour_IsOne() => Assert.Equal(1, Nautical.Knots(1852, TimeSpan.FromHours(1)), 1e-12);
}
