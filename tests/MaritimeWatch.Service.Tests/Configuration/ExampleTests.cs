using MaritimeWatch.Service.Configuration;

namespace MaritimeWatch.Service.Tests.Configuration;

/// <summary>The examples in <c>data-samples/config</c>, read as the service reads them.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string> Files => [.. Names];

    private static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    private static string Folder => MaritimeWatch.Tests.SharedData.InRepository("data-samples/config");

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_Example_IsInOrderAndItsFilesAreThere(string name)
    {
        var settings = SettingsReader.Read(Path.Combine(Folder, name), []);

        Assert.NotEmpty(settings.Sources);
        Assert.All(settings.Assets, asset => Assert.True(File.Exists(asset), asset));
        Assert.Contains(settings.Sources, source => source.Settings.Enabled);
        Assert.All(settings.Sources, source => Assert.NotNull(source.Settings.Station));
    }

    [Fact]
    public void Files_OfTheFeedsThatAreShipped_AreThere() => Assert.Equal(
        ["ais-catcher.json", "aisstream.json", "digitraffic.json", "kystverket.json", "own-receiver.json"], Names);
}
