using System.Buffers;
using System.Text.Json;
using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Tests;

/// <summary>What is printed where gpsd is wrong; the rows of the table of differences by name, the values by IMO SN/Circ.236 and SN.1/Circ.289.</summary>
public sealed class GpsdJsonDifferenceTests
{
    [Fact]
    public void PersonsOnBoard_OfMessage6_AreBehindTheIdentifier() => Has(Addressed(16).Put(1_234, 13).PadTo(136), "\"persons\":1234}");

    [Fact]
    public void PersonsOnBoard_OfMessage8_AreBehindTheIdentifier() => Has(Broadcast(1, 16).Put(1_234, 13).PadTo(72), "\"persons\":1234}");

    [Fact]
    public void PersonsOnBoard_OfAnotherLength_AreRawBits() => Has(Broadcast(1, 16).Put(1_234, 13).PadTo(73), "\"fid\":16,\"data\":\"17:269000\"}");

    [Fact]
    public void AirDraught_OfMessage6_IsBehindTheIdentifier() => Has(Addressed(15).Put(523, 11).PadTo(104), "\"airdraught\":523}");

    [Fact]
    public void TidalScale_OfTheTrialForm_IsTenThousandthMinutes() => Has(
        Addressed(14).Put(11, 4).Put(24, 5).Put(32_400_000, 27).Put(7_200_000, 28).Put(6, 5).Put(10, 6).Put(7, 5).Put(50, 6).Put(180, 9).Put(25, 7),
        "\"month\":11,\"day\":24,\"tidals\":[{\"lon\":12.0000,\"lat\":54.0000,\"from_hour\":6,\"from_min\":10,\"to_hour\":7,\"to_min\":50,\"cdir\":180,\"cspeed\":2.5}]}");

    [Fact]
    public void PartialElement_OfAList_IsNotPrinted()
    {
        Has(Addressed(32).Put(11, 4).Put(24, 5).PadTo(184), "\"tidals\":[]}");
        Has(Addressed(25).Put(2, 2).Put(300, 10).Put(1, 4).Put(1234, 13).PadTo(120), "\"cargos\":[{\"code\":1,\"subtype\":1234}]}");
        Has(Broadcast(1, 27).PadTo(112).Put(3, 5).Put(6_000_000, 28).Put(-6_000_000, 27).PadTo(226), "\"waypoints\":[{\"lon\":10.000000,\"lat\":-10.000000}]}");
    }

    [Fact]
    public void SyntheticTarget_TheSecond_BeginsAfter120Bits() => Has(
        Broadcast(1, 17).PadTo(176).Put(0, 14).Put(219000606, 30).Put(0, 4).Put(-3_300_000, 24).Put(600_000, 25).Put(359, 9).Put(59, 6).Put(25, 8),
        "},{\"idtype\":0,\"idtype_text\":\"mmsi\",\"mmsi\":\"219000606\",\"lat\":-55.0000,\"lon\":10.0000,\"course\":359,\"second\":59,\"speed\":25}]}");

    [Fact]
    public void WaterLevel_BelowDatum_IsNegative() => Has(Broadcast(1, 31).PadTo(201).Put(900, 12).PadTo(360), "\"waterlevel\":-1.0,");

    [Fact]
    public void WarningStart_IsMonthDayHourMinute() => Has(
        Broadcast(200, 23).Put(24, 8).Put(3, 4).Put(17, 5).Put(25, 8).Put(4, 4).Put(18, 5).Put(11, 5).Put(45, 6).Put(12, 5).Put(46, 6).PadTo(256),
        "\"start\":\"2024-03-17T11:45\",\"end\":\"2025-04-18T12:46\",");

    [Fact]
    public void SignalPosition_Unscaled_IsWhatWasSent() => Has(
        Broadcast(1, 19).PadTo(186).Put(-600_001, 25).Put(3_300_002, 24).PadTo(360), "\"lon\":-600001,\"lat\":3300002,", new GpsdJsonOptions(IsScaled: false));

    [Fact]
    public void SignalText_WithQuotationMarks_IsJson() => Has(
        Broadcast(1, 19).PadTo(235).Put(1, 2).Put(9, 5).Put(18, 5).Put(30, 6).Put(1, 5).PadTo(360),
        "\"signal\":9,\"signal_text\":\"I = \\\"in-bound\\\" only acceptable.\",\"hour\":18,\"minute\":30,\"nextsignal\":1,\"nextsignal_text\":\"Serious emergency – stop or divert according to instructions.\"}");

    [Fact]
    public void UnescapedText_OfInlandPlaces_IsEscaped() => Has(
        BitString.Of(6, 211000606).PadTo(72).Put(200, 10).Put(21, 6).Put("DE", 2).Put("A\"B", 3).Put("\\1", 5).PadTo(248),
        "\"country\":\"DE\",\"locode\":\"A\\\"B\",\"section\":\"\\\\1\",");

    [Fact]
    public void SlotRadio_OfMessage26_IsItsLast20Bits() => Has(
        BitString.Of(26, 219000606).Put(0b00, 2).Put(0xAB, 8).Put(0xC0FFE, 20), "\"app_id\":0,\"data\":\"8:ab\",\"radio\":790526}");

    [Fact]
    public void LongName_OfAnAid_EndsAt34Characters() => Has(
        BitString.Of(21, 992190001).PadTo(43).Put("ABCDEFGHIJKLMNOPQRST", 20).PadTo(272).Put("UVWXYZABCDEFGHIJ", 16),
        "\"name\":\"ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGH\",");

    private static BitString Addressed(int function) => BitString.Of(6, 2190047).PadTo(72).Put(1, 10).Put(function, 6);

    private static BitString Broadcast(int areaCode, int function) => BitString.Of(8, 2190047).PadTo(40).Put(areaCode, 10).Put(function, 6);

    private static void Has(BitString message, string part, GpsdJsonOptions? options = null)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.Equal(DropReason.None, new GpsdJson(options ?? new GpsdJsonOptions()).Write(message.Decoded(), (byte)'A', output));
        var line = System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
        using var document = JsonDocument.Parse(line);
        Assert.Contains(part, line, StringComparison.Ordinal);
    }
}
