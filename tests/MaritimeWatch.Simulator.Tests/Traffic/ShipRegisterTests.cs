using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Ships;

namespace MaritimeWatch.Simulator.Tests.Traffic;

public class ShipRegisterTests
{
    [Fact]
    public void Register_ManyHulls_AllWellFormedUniqueAndPlainlyInvented()
    {
        var register = new ShipRegister(new SeededRandom(9));
        var hulls = Enumerable.Range(0, 3000).Select(number => register.Register(number % 3 == 0 ? HullKind.Yacht : HullKind.Container, number % 3 == 0 ? StationClass.ClassB : StationClass.ClassA)).ToList();

        Assert.Equal(3000, hulls.Select(hull => hull.Mmsi).Distinct().Count());
        Assert.Equal(3000, hulls.Select(hull => hull.Static.Name).Distinct().Count());
        Assert.All(hulls, hull =>
        {
            Assert.Equal(StationKind.Ship, hull.Mmsi.Kind);
            Assert.StartsWith("SIM ", hull.Static.Name, StringComparison.Ordinal);
            Assert.InRange(hull.Static.Name!.Length, 5, 20);
            Assert.InRange(hull.Static.CallSign!.Length, 3, 7);
            Assert.Equal((int)hull.Static.LengthMetres!, hull.Static.ToBow!.Value + hull.Static.ToStern!.Value);
            Assert.Equal((int)hull.Static.BreadthMetres!, hull.Static.ToPort!.Value + hull.Static.ToStarboard!.Value);
        });
    }

    // IMO check digit: 7·d1 + 6·d2 + 5·d3 + 4·d4 + 3·d5 + 2·d6 modulo 10 (ais.md section 2.4); 9329760 is a real one.
    [Fact]
    public void Register_Ships_HaveImoNumbersWithTheirCheckDigit()
    {
        Assert.True(HasCheckDigit(9329760));
        var register = new ShipRegister(new SeededRandom(9));

        Assert.All(Enumerable.Range(0, 500), _ => Assert.True(HasCheckDigit(register.Register(HullKind.Tanker).Static.ImoNumber!.Value)));
    }

    private static bool HasCheckDigit(uint imo)
    {
        var digits = imo.ToString("D7", System.Globalization.CultureInfo.InvariantCulture).Select(digit => digit - '0').ToArray();
        return Enumerable.Range(0, 6).Sum(place => digits[place] * (7 - place)) % 10 == digits[6];
    }
}
