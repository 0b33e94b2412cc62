using System.Buffers;
using System.Text.Json;
using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Expected lines are those of gpsdecode 3.22 for its own published samples; deliberate differences are named.</summary>
public sealed class GpsdJsonTests
{
    private static readonly GpsdJsonOptions Unscaled = new(IsScaled: false);

    [Fact]
    public void Write_Message1_IsGpsdsLine() => Assert.Equal(
        """{"class":"AIS","device":"stdin","type":1,"repeat":0,"mmsi":371798000,"scaled":true,"status":0,"status_text":"Under way using engine","turn":"fastleft","speed":12.3,"accuracy":true,"lon":-123.395383,"lat":48.381633,"course":224.0,"heading":215,"second":33,"maneuver":0,"raim":false,"radio":34017}""",
        Line("!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A"));

    [Fact]
    public void Write_Message1Unscaled_IsTheIntegersOfTheWire() => Assert.Equal(
        """{"class":"AIS","device":"stdin","type":1,"repeat":0,"mmsi":371798000,"scaled":false,"status":0,"status_text":"Under way using engine","turn":-127,"speed":123,"accuracy":true,"lon":-74037230,"lat":29028980,"course":2240,"heading":215,"second":33,"maneuver":0,"raim":false,"radio":34017}""",
        Line("!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A", Unscaled));

    [Fact]
    public void Write_Message4_KeepsTheTimeAsSent() => Assert.Equal(
        """{"class":"AIS","device":"stdin","type":4,"repeat":0,"mmsi":3669702,"scaled":true,"timestamp":"2007-05-14T19:57:39Z","accuracy":true,"lon":-76.352362,"lat":36.883767,"epfd":7,"epfd_text":"Surveyed","raim":false,"radio":67039}""",
        Line("!AIVDM,1,1,,A,403OviQuMGCqWrRO9>E6fE700@GO,0*4D"));

    [Fact]
    public void Write_Message5_IsGpsdsLine() => Assert.Equal(
        """{"class":"AIS","device":"stdin","type":5,"repeat":0,"mmsi":351759000,"scaled":true,"imo":9134270,"ais_version":0,"callsign":"3FOF8","shipname":"EVER DIADEM","shiptype":70,"shiptype_text":"Cargo - all ships of this type","to_bow":225,"to_stern":70,"to_port":1,"to_starboard":31,"epfd":1,"epfd_text":"GPS","eta":"05-15T14:00Z","draught":12.2,"destination":"NEW YORK","dte":0}""",
        Line(BitString.WithChecksum("!AIVDM,1,1,,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp888888888880,2")));

    [Fact]
    public void Write_Message18_IsGpsdsLine() => Assert.Equal(
        """{"class":"AIS","device":"stdin","type":18,"repeat":0,"mmsi":338087471,"scaled":true,"reserved":0,"speed":0.1,"accuracy":false,"lon":-74.072132,"lat":40.684540,"course":79.6,"heading":511,"second":49,"regional":0,"cs":true,"display":false,"dsc":true,"band":true,"msg22":true,"raim":true,"radio":917510}""",
        Line("!AIVDM,1,1,,A,B52K>;h00Fc>jpUlNV@ikwpUoP06,0*4C"));

    [Fact]
    public void Write_Message19_IsGpsdsLine() => Assert.Equal(
        """{"class":"AIS","device":"stdin","type":19,"repeat":0,"mmsi":367059850,"scaled":true,"reserved":248,"speed":8.7,"accuracy":false,"lon":-88.810392,"lat":29.543695,"course":335.9,"heading":511,"second":46,"regional":4,"shipname":"CAPT.J.RIMES","shiptype":70,"shiptype_text":"Cargo - all ships of this type","to_bow":5,"to_stern":21,"to_port":4,"to_starboard":4,"epfd":1,"epfd_text":"GPS","raim":false,"dte":0,"assigned":false}""",
        Line("!AIVDM,1,1,,B,C5N3SRgPEnJGEBT>NhWAwwo862PaLELTBJ:V00000000S0D:R220,0*0B"));

    [Theory]
    [InlineData(-128, "\"nan\"")]
    [InlineData(-127, "\"fastleft\"")]
    [InlineData(127, "\"fastright\"")]
    [InlineData(-11, "-5")] // gpsd 3.22 prints 5: the sign is kept here
    [InlineData(11, "5")]
    [InlineData(-1, "0")]
    public void Write_Turn_KeepsItsSign(int code, string json) => Assert.Contains($",\"turn\":{json},", Line(Position(turn: code)), StringComparison.Ordinal);

    [Theory]
    [InlineData(1021, "102.1")]
    [InlineData(1022, "\"fast\"")]
    [InlineData(1023, "\"nan\"")]
    public void Write_SpeedOfClassA_HasWordsForTheSentinels(int tenths, string json) => Assert.Contains($",\"speed\":{json},", Line(Position(speed: tenths)), StringComparison.Ordinal);

    [Fact]
    public void Write_NoPosition_StaysTheSentinel()
    {
        var line = Line(Position(longitude: 108_600_000, latitude: 54_600_000));

        Assert.Contains("\"lon\":181.000000,\"lat\":91.000000,", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "0.000002")] // 1/600,000 degree = 0.00000167
    [InlineData(-1, "-0.000002")]
    [InlineData(2, "0.000003")]
    [InlineData(-100_000_001, "-166.666668")]
    public void Write_Longitude_IsRoundedToSixDecimals(int raw, string degrees) => Assert.Contains($"\"lon\":{degrees},", Line(Position(longitude: raw)), StringComparison.Ordinal);

    [Theory]
    [InlineData(3, "Restricted manoeuverability")]
    [InlineData(11, "Power-driven vessel towing astern")]
    [InlineData(14, "AIS-SART is active")]
    [InlineData(15, "Not defined")]
    public void Write_Status_HasItsWords(int status, string words) => Assert.Contains($"\"status\":{status},\"status_text\":\"{words}\"", Line(Position(status: status)), StringComparison.Ordinal);

    [Fact]
    public void Write_Message27_HasStatusAsNumberAndTextAndFourDecimals()
    {
        var bits = BitString.Of(27, 219000606).Put(2, 2).Put(3, 4).Put(-1234, 18).Put(4321, 17).Put(63, 6).Put(511, 9).Put(2, 2);

        Assert.EndsWith(
            "\"scaled\":true,\"status\":3,\"status_text\":\"Restricted manoeuverability\",\"accuracy\":true,\"lon\":-2.0567,\"lat\":7.2017,\"speed\":63,\"course\":511,\"raim\":false,\"gnss\":true}",
            Line(bits),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Message21_HasTheNameWithItsExtension()
    {
        var bits = BitString.Of(21, 992190001).Put(20, 5).Put("TSS ENTRANCE TO THE ", 20).Put(0, 1).Put(1, 28).Put(1, 27).Put(0, 30).Put(1, 4).Put(60, 6).Put(0, 13).Put("SOUND", 5);

        var line = Line(bits.PadTo(304));

        Assert.Contains("\"name\":\"TSS ENTRANCE TO THE SOUND\"", line, StringComparison.Ordinal);
        Assert.True(line.IndexOf("\"lon\"", StringComparison.Ordinal) < line.IndexOf("\"accuracy\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_TextWithQuotes_IsEscaped()
    {
        var bits = BitString.Of(24, 219000606).Put(0, 2).Put("A \"Q\\X", 20);

        using var document = JsonDocument.Parse(Line(bits, new GpsdJsonOptions(SplitsType24: true)));

        Assert.Equal("A \"Q\\X", document.RootElement.GetProperty("shipname").GetString());
    }

    [Fact]
    public void Write_HalvesOfMessage24_AreJoinedWhenBFollowsA()
    {
        var lines = Lines(new GpsdJsonOptions(), PartA(219000606), PartA(219000607), PartB(219000606), PartB(219000606), PartB(219000608));

        var line = Assert.Single(lines);
        Assert.Contains(
            "\"mmsi\":219000606,\"scaled\":true,\"shipname\":\"ANNA\",\"shiptype\":36,\"shiptype_text\":\"Sailing\",\"vendorid\":\"SRT\",\"model\":1,\"serial\":5,\"callsign\":\"XP1\",\"to_bow\":8,\"to_stern\":4,\"to_port\":1,\"to_starboard\":2}",
            line,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Write_PartAOlderThanEightOthers_IsForgotten()
    {
        var others = Enumerable.Range(1, 8).Select(i => PartA((uint)(219000700 + i))).ToArray();

        Assert.Single(Lines(new GpsdJsonOptions(), [PartA(219000606), .. others[..7], PartB(219000606)]));
        Assert.Empty(Lines(new GpsdJsonOptions(), [PartA(219000606), .. others, PartB(219000606)]));
    }

    [Fact]
    public void Write_SplitMessage24_PrintsEachHalfWithItsPart()
    {
        var lines = Lines(new GpsdJsonOptions(SplitsType24: true), PartA(219000606), PartB(219000606));

        Assert.Equal(2, lines.Count);
        Assert.EndsWith("\"part\":\"A\",\"shipname\":\"ANNA\"}", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"part\":\"B\",\"shiptype\":36,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Write_PartBOfACraftOfAParentShip_NamesTheParent()
    {
        var bits = BitString.Of(24, 982190001).Put(1, 2).Put(36, 8).Put("SRT", 3).Put(1, 4).Put(5, 20).Put("XP1", 7).Put(219000606, 30).Put(0, 6);

        Assert.EndsWith(",\"mothership_mmsi\":219000606}", Line(bits, new GpsdJsonOptions(SplitsType24: true)), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_TypeNotAskedFor_PrintsNothing() => Assert.Empty(Lines(new GpsdJsonOptions(Types: new HashSet<int> { 5 }), Position()));

    [Fact]
    public void Write_WrongLengthOrUnusedType_SaysSoAndPrintsNothing()
    {
        var output = new ArrayBufferWriter<byte>();
        var json = new GpsdJson(new GpsdJsonOptions());

        Assert.Equal(DropReason.WrongLength, json.Write(BitString.Of(1, 219000606).PadTo(100).Decoded(), (byte)'A', output));
        Assert.Equal(DropReason.UnusedType, json.Write(BitString.Of(28, 219000606).PadTo(100).Decoded(), (byte)'A', output));
        Assert.Equal(0, output.WrittenCount);
    }

    private static BitString Position(int status = 0, int turn = 0, int speed = 100, int longitude = 0, int latitude = 0) =>
        BitString.Of(1, 219000606).Put(status, 4).Put(turn, 8).Put(speed, 10).Put(0, 1).Put(longitude, 28).Put(latitude, 27).Put(0, 12).Put(0, 9).Put(0, 31);

    private static BitString PartA(uint mmsi) => BitString.Of(24, mmsi).Put(0, 2).Put("ANNA", 20);

    private static BitString PartB(uint mmsi) =>
        BitString.Of(24, mmsi).Put(1, 2).Put(36, 8).Put("SRT", 3).Put(1, 4).Put(5, 20).Put("XP1", 7).Put(8, 9).Put(4, 9).Put(1, 6).Put(2, 6).Put(0, 6);

    private static string Line(BitString bits, GpsdJsonOptions? options = null) => Assert.Single(Lines(options ?? new GpsdJsonOptions(), bits));

    private static string Line(string sentence, GpsdJsonOptions? options = null)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.True(new SentenceParser().TryParse(Bytes.Of(sentence), out var parsed, out var reason), reason.ToString());
        Assert.True(new FragmentAssembler().TryAssemble(parsed, out var bits, out _, out _));
        Assert.Equal(DropReason.None, new GpsdJson(options ?? new GpsdJsonOptions()).Write(bits, parsed.Channel, output));
        return Assert.Single(Split(output));
    }

    private static List<string> Lines(GpsdJsonOptions options, params BitString[] messages)
    {
        var output = new ArrayBufferWriter<byte>();
        var json = new GpsdJson(options);
        foreach (var message in messages)
        {
            Assert.Equal(DropReason.None, json.Write(message.Decoded(), (byte)'A', output));
        }

        return Split(output);
    }

    private static List<string> Split(ArrayBufferWriter<byte> output) => [.. Bytes.Text(output.WrittenSpan).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
}
