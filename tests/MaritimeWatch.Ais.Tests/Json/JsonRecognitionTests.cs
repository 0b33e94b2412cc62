using MaritimeWatch.Ais.Json;

namespace MaritimeWatch.Ais.Tests.Json;

/// <summary>Whose JSON it is, told from its first objects.</summary>
public sealed class JsonRecognitionTests
{
    [Theory]
    [InlineData("""{"time":"2024-11-17T00:00:07Z","mmsi":219000606,"stationClass":"A"}""", JsonDialect.MaritimeWatch)]
    [InlineData("""{"class":"VERSION","release":"3.25"}""", JsonDialect.Gpsd)]
    [InlineData("""{"class":"AIS","device":"stdin","type":1,"mmsi":371798000,"lon":1.0}""", JsonDialect.Gpsd)]
    [InlineData("""{"class":"AIS","device":"AIS-catcher","rxtime":"20241117000003","mmsi":1}""", JsonDialect.AisCatcher)]
    [InlineData("""{"nmea":["!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A"]}""", JsonDialect.AisCatcher)]
    [InlineData("""{"mmsi":371798000,"lat":48.0,"lon":-123.0}""", JsonDialect.AisCatcher)]
    [InlineData("""{"MessageType":"PositionReport","MetaData":{},"Message":{}}""", JsonDialect.AisStream)]
    [InlineData("vessels-v2/230112970/location {\"time\":1}", JsonDialect.Digitraffic)]
    [InlineData("""{"topic":"vessels-v2/230112970/location","payload":{"time":1}}""", JsonDialect.Digitraffic)]
    [InlineData("""{"mmsi":230112970,"time":1668075025,"navStat":0}""", JsonDialect.Digitraffic)]
    [InlineData("""{"ssvid":263576000,"lat":1.0}""", JsonDialect.GlobalFishingWatch)]
    [InlineData("""{"MMSI":1,"LATITUDE":1,"LONGITUDE":1}""", JsonDialect.AisHub)]
    public void Recognise_OneObjectALine_IsLines(string line, JsonDialect expected)
    {
        foreach (var text in (string[])[line, $"\uFEFF{line}\r\n", $"\n {line}\n{line}\n"])
        {
            Assert.Equal(expected, JsonRecognition.Recognise(Bytes.Of(text), out var isDocument, out _));
            Assert.False(isDocument);
        }
    }

    [Theory]
    [InlineData("""[{"ERROR":true,"USERNAME":"X"}]""", JsonDialect.AisHub)]
    [InlineData("""[{"mmsi":1,"name":"A","referencePointA":1}]""", JsonDialect.Digitraffic)]
    [InlineData("""{"type":"FeatureCollection","features":[{"mmsi":1,"type":"Feature","geometry":{},"properties":{}}]}""", JsonDialect.Digitraffic)]
    [InlineData("{\n\"class\":\"AIS\",\n\"mmsi\":1\n}\n", JsonDialect.Gpsd)]
    [InlineData("""{"protocol":"jsonaiscatcher","msgs":[{"class":"AIS","rxuxtime":1}]}""", JsonDialect.AisCatcher)]
    public void Recognise_LaidOutOtherwise_IsADocument(string text, JsonDialect expected)
    {
        Assert.Equal(expected, JsonRecognition.Recognise(Bytes.Of(text), out var isDocument, out _));
        Assert.True(isDocument);
    }

    [Fact]
    public void Recognise_BrokenFirstLine_LooksFurther() => Assert.Equal(
        JsonDialect.GlobalFishingWatch, JsonRecognition.Recognise("{\"ssvid\":1,\"lat\":}\n{\"ssvid\":1,\"lat\":1.0}\n"u8, out _, out _));

    [Theory]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{},"properties":{}}]}""", "an object with type, geometry, properties")]
    [InlineData("""{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9}""", "an object with a, b, c, d, e, f, g, h, …")]
    [InlineData("{}", "an object without members")]
    [InlineData("[1,2,3]", "no whole object at its beginning")]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", "a collection of nothing")]
    public void Recognise_OtherJson_SaysWhatWasSeen(string text, string expected)
    {
        Assert.Equal(JsonDialect.Unknown, JsonRecognition.Recognise(Bytes.Of(text), out _, out var seen));
        Assert.Equal(expected, seen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A")]
    [InlineData("# Timestamp,Type of mobile,MMSI")]
    [InlineData("other/topic {\"a\":1}")]
    public void Recognise_NoJson_SaysNothing(string text)
    {
        Assert.Equal(JsonDialect.Unknown, JsonRecognition.Recognise(Bytes.Of(text), out _, out var seen));
        Assert.Equal("", seen);
    }
}
