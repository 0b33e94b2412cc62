using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Domain.Tests.Assets;

public sealed class ChartedAssetTests
{
    private static readonly Instant Laid = Instant.FromUtc(2019, 1, 31);
    private static readonly Instant Retired = Instant.FromUtc(2030, 1, 1);

    [Theory]
    [InlineData(AssetStatus.InService, true)]
    [InlineData(AssetStatus.Unknown, true)]
    [InlineData(AssetStatus.Planned, false)]
    [InlineData(AssetStatus.Retired, false)]
    public void IsWatchedAt_ByStatus_OnlyInServiceAndUnknown(AssetStatus status, bool expected) =>
        Assert.Equal(expected, Asset(status).IsWatchedAt(Laid));

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void IsWatchedAt_AtValidFrom_IsIncluded(int milliseconds, bool expected) =>
        Assert.Equal(expected, Asset(AssetStatus.InService, Laid, Retired).IsWatchedAt(Laid + TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public void IsWatchedAt_AtValidTo_IsExcluded(int milliseconds, bool expected) =>
        Assert.Equal(expected, Asset(AssetStatus.InService, Laid, Retired).IsWatchedAt(Retired + TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData(AssetCategory.TelecomCable, 100)]
    [InlineData(AssetCategory.PowerCable, 50)]
    [InlineData(AssetCategory.GasPipeline, 50)]
    public void DefaultSigmaMetres_ByCategory_IsThatOfTheDesign(AssetCategory category, double expected) =>
        Assert.Equal(expected, ChartedAsset.DefaultSigmaMetres(category)); // design: section B.3, effective distance

    private static ChartedAsset Asset(AssetStatus status, Instant? from = null, Instant? to = null) => new()
    {
        Id = "pwr-nemo",
        Name = "Nemo Link",
        Category = AssetCategory.PowerCable,
        Status = status,
        Parts = [[new GeoPosition(51.31, 1.36), new GeoPosition(51.33, 3.2)]],
        PositionalSigmaMetres = 50,
        ValidFrom = from,
        ValidTo = to,
    };
}
