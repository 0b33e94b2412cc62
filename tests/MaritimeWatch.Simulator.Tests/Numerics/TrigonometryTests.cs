using MaritimeWatch.Simulator.Numerics;

namespace MaritimeWatch.Simulator.Tests.Numerics;

public class TrigonometryTests
{
    [Fact]
    public void SinCos_AnyAngle_AgreesWithTheLibrary()
    {
        for (var degrees = -1000.0; degrees <= 1000; degrees += 0.37)
        {
            var (sin, cos) = Trigonometry.SinCosDegrees(degrees);
            Assert.Equal(Math.Sin(degrees * Math.PI / 180), sin, 1e-8);
            Assert.Equal(Math.Cos(degrees * Math.PI / 180), cos, 1e-8);
        }
    }

    [Fact]
    public void Bearing_AnyVector_AgreesWithTheLibrary()
    {
        for (var degrees = 0.0; degrees < 360; degrees += 0.1)
        {
            var bearing = Trigonometry.Bearing(Math.Sin(degrees * Math.PI / 180), Math.Cos(degrees * Math.PI / 180));
            Assert.InRange(Domain.Geodesy.Angle.Between(degrees, bearing), 0, 1e-6);
        }
    }
}
