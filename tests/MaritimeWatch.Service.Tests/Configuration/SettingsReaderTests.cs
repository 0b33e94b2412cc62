using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Configuration;

namespace MaritimeWatch.Service.Tests.Configuration;

public sealed class SettingsReaderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maritimewatch-settings-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Read_Flags_AreLaidOverTheFileAndTheFileOverTheDefaults()
    {
        var file = Write("""{ "Ingest": { "TcpPort": 20110, "UdpPort": 20110 }, "Feed": { "HeartbeatInterval": "00:00:07" }, "Detection": { "Order": { "AllowedLateness": "00:01:30" } } }""");

        var settings = SettingsReader.Read(file, [new("Ingest:UdpPort", "30110")]);

        Assert.Equal((20110, 30110, 5081), (settings.Ingest.TcpPort, settings.Ingest.UdpPort, settings.Grpc.Port));
        Assert.Equal(TimeSpan.FromSeconds(7), settings.Feed.HeartbeatInterval);
        Assert.Equal(TimeSpan.FromSeconds(90), settings.Detection.Order.AllowedLateness);
    }

    [Fact]
    public void Read_PathsInAFile_AreRelativeToThatFile()
    {
        var settings = SettingsReader.Read(Write("""{ "Assets": ["cables.geojson"], "Normality": "sea.model", "Store": { "Path": "watch.db" } }"""), []);

        Assert.Equal(Path.Combine(folder.FullName, "cables.geojson"), settings.Assets[0]);
        Assert.Equal(Path.Combine(folder.FullName, "sea.model"), settings.Normality);
        Assert.Equal(Path.Combine(folder.FullName, "watch.db"), settings.Store.Path);
    }

    [Theory]
    [InlineData("""{ "Ingest": { "TcpPrt": 1 } }""", "TcpPrt")]
    [InlineData("""{ "Ingest": { "TcpPort": 65536 } }""", "Ingest:TcpPort is 65536; it must be between -1 and 65535")]
    [InlineData("""{ "Store": { "ReplayWindow": "24" } }""", "Store:ReplayWindow is 24.00:00:00")] // twenty-four days, not hours
    [InlineData("""{ "Store": { "Retention": { "EveryPosition": "23:59:59" } } }""", "Store:Retention:EveryPosition is 23:59:59; it must be at least one day")]
    [InlineData("""{ "Store": { "Retention": { "OneAMinute": "30.00:00:00" } } }""", "Store:Retention:OneAMinute is 30.00:00:00; it needs EveryPosition")]
    [InlineData("""{ "Store": { "Retention": { "MaxMebibytes": 15 } } }""", "Store:Retention:MaxMebibytes is 15; it must be between 16 and 16777216")]
    [InlineData("""{ "Store": { "Influx": { "Url": "http://user:secret@db:8086" } } }""", "Store:Influx:Url must be")]
    [InlineData("""{ "Store": { "Influx": { "Url": "ftp://db" } } }""", "Store:Influx:Url must be")]
    [InlineData("""{ "Store": { "Influx": { "BatchPoints": 0 } } }""", "Store:Influx:BatchPoints is 0; it must be between 1 and 50000")]
    [InlineData("""{ "Store": { "Influx": { "SpillMebibytes": 63 } } }""", "Store:Influx:SpillMebibytes is 63; it must be between 64 and 16777216")]
    [InlineData("""{ "Store": { "Influx": { "BatchInterval": "1" } } }""", "Store:Influx:BatchInterval is 1.00:00:00")]
    [InlineData("""{ "Store": { "Influx": { "StartWait": "00:10:01" } } }""", "Store:Influx:StartWait is 00:10:01")]
    [InlineData("""{ "Store": { "Influx": { "Database": "" } } }""", "Store:Influx:Database must have")]
    [InlineData("""{ "Grpc": { "Address": "everywhere" } }""", "Grpc:Address is 'everywhere'")]
    [InlineData("""{ "Grpc": { "Address": "0.0.0.0" } }""", "without TLS gRPC is served on loopback only")]
    [InlineData("""{ "Ingest": { "TcpPort": "ten" } }""", "ten")]
    [InlineData("""{ "Detection": { "ServiceVessels": [null] } }""", "a list holds null")]
    [InlineData("""{ "Ingest": """, "cannot be used")]
    public void Read_SettingThatCannotBe_IsRefusedByName(string json, string named)
    {
        var refused = Assert.Throws<CommandFailedException>(() => SettingsReader.Read(Write(json), []));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.Contains(folder.FullName, refused.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUsage, refused.ExitCode);
    }

    [Fact]
    public void Read_AMissingFile_SaysSo() =>
        Assert.Contains("does not exist", Assert.Throws<CommandFailedException>(() => SettingsReader.Read(Path.Combine(folder.FullName, "none.json"), [])).Message, StringComparison.Ordinal);

    private string Write(string json)
    {
        var file = Path.Combine(folder.FullName, "settings.json");
        File.WriteAllText(file, json);
        return file;
    }
}
