using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Sources;

namespace MaritimeWatch.Service.Tests.Gateway;

public sealed class SourceReaderTests
{
    [Fact]
    public void Read_AnEntry_HasWhatEverySourceHasAndWhatItsKindHas()
    {
        var source = Configured.Sources("""[{ "Id": "ostend", "Kind": "nmea-tcp-client", "Host": "192.0.2.7", "Port": 4001, "Station": "Ostend", "ExpectedInterval": "00:00:30" }]""").Single();

        Assert.Equal(("ostend", "Ostend", TimeSpan.FromSeconds(30)), (source.Settings.Id, source.Settings.Station, source.Settings.ExpectedInterval));
        var options = Assert.IsType<TcpClientOptions>(source.Options);
        Assert.Equal(("192.0.2.7", 4001), (options.Host, options.Port));
    }

    [Theory]
    [InlineData("""[{ "Id": "a", "Kind": "carrier-pigeon" }]""", "Sources:a: Kind is 'carrier-pigeon'; the kinds are ")]
    [InlineData("""[{ "Id": "Ostend!", "Kind": "nmea-tcp-client", "Host": "h" }]""", "Sources:Ostend!: Id is 'Ostend!'; it must be 1 to 40 letters a to z, digits or -")]
    [InlineData("""[{ "Kind": "nmea-tcp-client", "Host": "h" }]""", "Sources:0: Id is ''")]
    [InlineData("""[{ "Id": "a", "Kind": "nmea-tcp-client" }]""", "Sources:a: Host is ''")]
    [InlineData("""[{ "Id": "a", "Kind": "nmea-tcp-client", "Host": "h", "Port": 0 }]""", "Sources:a: Port is 0; it must be between 1 and 65535")]
    [InlineData("""[{ "Id": "a", "Kind": "nmea-tcp-client", "Host": "h", "Port": 65536 }]""", "Sources:a: Port is 65536; it must be between 1 and 65535")]
    [InlineData("""[{ "Id": "a", "Kind": "nmea-tcp-client", "Host": "h", "Port": "http" }]""", "Sources:a: Port is 'http'; a whole number is expected")]
    [InlineData("""[{ "Id": "a", "Kind": "nmea-tcp-client", "Host": "h", "Hosts": "x" }]""", "Sources:a: there is no setting 'Hosts'; the nearest is 'Host'")]
    [InlineData("""[{ "Id": "a", "Kind": "nmea-tcp-client", "Host": "h", "Group": "239.192.0.4" }]""", "Sources:a: there is no setting 'Group'")]
    [InlineData("""[{ "Id": "a", "Kind": "nmea-udp", "Group": "10.0.0.1" }]""", "Sources:a: Group is '10.0.0.1'; it must be a multicast address")]
    [InlineData("""[{ "Id": "a", "Kind": "nmea-udp", "AllowedSenders": ["10.0.0.0/33"] }]""", "Sources:a: AllowedSenders holds '10.0.0.0/33'")]
    [InlineData("""[{ "Id": "a", "Kind": "nmea-udp", "ExpectedInterval": "00:00:04" }]""", "Sources:a: ExpectedInterval is 00:00:04; it must be between 00:00:05 and 1.00:00:00")]
    [InlineData("""[{ "Id": "a", "Kind": "nmea-udp" }, { "Id": "a", "Kind": "nmea-tcp-client", "Host": "h" }]""", "Sources:a: Id 'a' is taken by another source")]
    [InlineData("""[{ "Id": "nmea-tcp", "Kind": "nmea-udp" }]""", "Sources:nmea-tcp: Id 'nmea-tcp' is taken by another source")]
    [InlineData("""["ostend"]""", "Sources:0: is 'ostend'; it is a group of settings")]
    [InlineData("\"ostend\"", "Sources is 'ostend'; it is a list of sources")]
    public void Read_WhatCannotBeUsed_IsNamedWithItsSourceAndKey(string array, string beginning)
    {
        var problems = new List<string>();

        SourceReader.Read(Configured.Json($$"""{ "Sources": {{array}} }"""), null, problems);

        Assert.StartsWith(beginning, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TheSameEntryInAnotherOrderOfKeys_IsTheSameSource()
    {
        var one = Configured.Sources("""[{ "Id": "a", "Kind": "nmea-tcp-client", "Host": "h" }]""").Single();
        var other = Configured.Sources("""[{ "host": "h", "Kind": "nmea-tcp-client", "Id": "a" }]""").Single();

        Assert.Equal(one.Text, other.Text);
    }

    /// <summary>Keys of the kinds stand beside those of every source, so none may have both.</summary>
    [Fact]
    public void Kinds_ShareNoKeyWithTheSettingsOfEverySource()
    {
        var common = SettingCatalog.Of(new SourceSettings()).Select(setting => setting.Path).ToHashSet();

        Assert.NotEmpty(SourceKinds.Names);
        Assert.All(SourceKinds.Names, kind => Assert.DoesNotContain(SettingCatalog.Of(SourceKinds.Find(kind)!), setting => common.Contains(setting.Path)));
    }
}
