using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Queries;

namespace MaritimeWatch.Service.Tests.Queries;

public sealed class VesselFinderTests(AnalysedService service) : IClassFixture<AnalysedService>
{
    [Theory]
    [InlineData("219000001", 0u)]
    [InlineData(" 219000001 ", 0u)]
    [InlineData("9224984", 1u)]
    [InlineData("IMO 9224984", 1u)]
    [InlineData("imo9224984", 1u)]
    [InlineData("IMO: 9224984", 1u)]
    [InlineData("OXAB2", 1u)]
    [InlineData("oxab2", 1u)]
    [InlineData("adamant", 1u)]
    [InlineData("ADAM", 1u)]
    [InlineData("BERTA", 3u)]
    [InlineData("ber", 3u)]
    [InlineData("ADA'S", 4u)]
    public void Find_ByWhateverSheIsCalled_IsHer(string said, uint ship) => Assert.Equal(AnalysedService.First + ship, Find(said));

    [Theory]
    [InlineData("219999999", 219_999_999u)]
    [InlineData("1234567", 1_234_567u)]
    [InlineData("999", 999u)]
    public void Find_AnMmsiThatNobodyHas_IsTheMmsi(string said, uint mmsi) => Assert.Equal(mmsi, Find(said));

    [Theory]
    [InlineData("ADA", "2 vessels are called 'ADA'", "219000001 ADA, IMO 9074729, OXAA2", "219000004 BERTA, ADA")]
    [InlineData("9074729", "2 vessels are called", "219000001 ADA", "219000005 ADA'S GHOST")]
    [InlineData("AD", "3 vessels are called", "219000001 ADA", "219000002 ADAMANT")]
    public void Find_WhatSeveralAreCalled_NamesThem(string said, params string[] parts)
    {
        var refusal = Assert.Throws<GrpcStatusException>(() => Find(said));

        Assert.Equal((StatusCode.InvalidArgument, VesselFinder.Ambiguous), (refusal.Code, refusal.ErrorInfo!.Reason));
        Assert.All(parts, part => Assert.Contains(part, refusal.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("NOBODY")]
    [InlineData("IMO 9999999")]
    [InlineData("12345678901")]
    public void Find_WhatNobodyIsCalled_IsNotFound(string said) => Assert.Equal(StatusCode.NotFound, Assert.Throws<GrpcStatusException>(() => Find(said)).Code);

    [Fact]
    public void Find_AHostileName_IsRepeatedWithoutWhatIsNotSeen()
    {
        var refusal = Assert.Throws<GrpcStatusException>(() => Find("NO\u001b[31mBODY"));

        Assert.Equal("no vessel 'NO?[31mBODY' is known", refusal.Message);
    }

    private uint Find(string said) => new VesselFinder(service.Service.Host.Store.Tracks).Find(said, "vessel", CancellationToken.None).Value;
}
