using MaritimeWatch.Ais.Messages;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Messages of the radio link and of the shore, bit by bit by the tables of ITU-R M.1371-5, annex 8.</summary>
public sealed class MessageViewTests
{
    [Theory]
    [InlineData(72, 1)]
    [InlineData(101, 1)]
    [InlineData(102, 2)] // its sequence number cut off
    [InlineData(104, 2)]
    [InlineData(136, 3)]
    [InlineData(168, 4)]
    public void Acknowledgement_Count_IsThatOfWholeNumbers(int bits, int receipts) => Assert.Equal(receipts, new Acknowledgement(BitString.Of(7, 2190047).PadTo(bits).Decoded()).Count);

    [Fact]
    public void Acknowledgement_Receipt_NamesSenderAndSequence()
    {
        var message = new Acknowledgement(BitString.Of(13, 2190047).Put(0, 2).Put(219000606, 30).Put(1, 2).Put(219000607, 30).Put(3, 2).Decoded());

        Assert.Equal((219000606u, 1), (message.DestinationMmsi(0), message.SequenceNumber(0)));
        Assert.Equal((219000607u, 3), (message.DestinationMmsi(1), message.SequenceNumber(1)));
        Assert.Equal(0u, message.DestinationMmsi(2));
    }

    [Fact]
    public void AddressedSafetyMessage_HasAnAddressAndAText()
    {
        var message = new AddressedSafetyMessage(BitString.Of(12, 2190047).Put(2, 2).Put(219000606, 30).Put(1, 1).Put(0, 1).Put("MAYDAY ", 8).Decoded());
        Span<byte> text = stackalloc byte[AddressedSafetyMessage.MaxTextLength];

        Assert.Equal((2, 219000606u, true, "MAYDAY"), (message.SequenceNumber, message.DestinationMmsi, message.IsRetransmitted, Bytes.Text(text[..message.Text(text)])));
    }

    [Theory]
    [InlineData(88, false, false)]
    [InlineData(108, true, false)]
    [InlineData(110, true, false)]
    [InlineData(112, true, true)] // two bits of padding are a station that does not exist
    [InlineData(160, true, true)]
    public void Interrogation_Length_SaysHowMuchIsAsked(int bits, bool hasSecondRequest, bool hasSecondStation)
    {
        var message = new Interrogation(BitString.Of(15, 2190047).PadTo(bits).Decoded());

        Assert.Equal((hasSecondRequest, hasSecondStation), (message.HasSecondRequest, message.HasSecondStation));
    }

    [Fact]
    public void AssignmentCommand_For96Bits_IsForOneStation()
    {
        var one = BitString.Of(16, 2190047).Put(0, 2).Put(219000606, 30).Put(200, 12).Put(5, 10).Put(0xF, 4);
        var message = new AssignmentCommand(one.Decoded());

        Assert.Equal((219000606u, 200, 5, false), (message.Mmsi1, message.Offset1, message.Increment1, message.HasSecondStation));
        Assert.Equal((0u, 0, 0), (message.Mmsi2, message.Offset2, message.Increment2)); // the four bits are spare
    }

    [Fact]
    public void DifferentialCorrections_HaveTheHeaderOfM823()
    {
        var message = new DifferentialCorrections(BitString.Of(17, 2190047).Put(0, 2).Put(-7474, 18).Put(34140, 17).Put(0, 5)
            .Put(9, 6).Put(1_000, 10).Put(5_999, 13).Put(5, 3).Put(2, 5).Put(6, 3).Put(0xABCDEF, 24).Put(0x123456, 24).Decoded());

        Assert.True(message.HasCorrections);
        Assert.Equal((-7474, 34140, 9, 1_000), (message.LongitudeTenthMinutes, message.LatitudeTenthMinutes, message.CorrectionMessageType, message.ReferenceStation));
        Assert.Equal((35_994, 5, 2, 6), (message.ZCountTenths, message.SequenceNumber, message.DataWords, message.Health)); // 3,599.4 s: the end of the hour
        Assert.Equal((0xABCDEFu, 0x123456u), (message.DataWord(0), message.DataWord(1)));
    }

    [Theory]
    [InlineData(80, false)]
    [InlineData(119, false)]
    [InlineData(120, true)]
    public void DifferentialCorrections_WithoutHeader_AreNone(int bits, bool hasCorrections) =>
        Assert.Equal(hasCorrections, new DifferentialCorrections(BitString.Of(17, 2190047).PadTo(bits).Decoded()).HasCorrections);

    [Theory]
    [InlineData(72, 1)]
    [InlineData(104, 2)]
    [InlineData(136, 3)]
    [InlineData(160, 4)]
    [InlineData(186, 4)]
    public void DataLinkManagement_Length_SaysHowManyReservations(int bits, int reservations) =>
        Assert.Equal(reservations, new DataLinkManagement(BitString.Of(20, 2190047).PadTo(bits).Decoded()).Count);

    [Fact]
    public void DataLinkManagement_SecondReservation_IsThirtyBitsOn()
    {
        var message = new DataLinkManagement(BitString.Of(20, 2190047).PadTo(70).Put(2_249, 12).Put(15, 4).Put(7, 3).Put(1_125, 11).Decoded());

        Assert.Equal((2_249, 15, 7, 1_125), (message.OffsetSlots(1), message.NumberOfSlots(1), message.TimeoutMinutes(1), message.IncrementSlots(1)));
    }

    [Fact]
    public void ChannelManagement_Area_HasItsCornersAndZone()
    {
        var message = new ChannelManagement(BitString.Of(22, 2190047).Put(0, 2).Put(2_087, 12).Put(2_088, 12).Put(3, 4).Put(1, 1)
            .Put(108_600, 18).Put(-33_000, 17).Put(-7_440, 18).Put(34_320, 17).Put(0, 1).Put(1, 1).Put(0, 1).Put(7, 3).PadTo(168).Decoded());

        Assert.Equal((2_087, 2_088, 3, true, false), (message.ChannelA, message.ChannelB, message.TransmitReceiveMode, message.IsLowPower, message.IsAddressed));
        Assert.Equal((108_600, -33_000), (message.NorthEastLongitudeTenthMinutes, message.NorthEastLatitudeTenthMinutes));
        Assert.Equal((-7_440, 34_320), (message.SouthWestLongitudeTenthMinutes, message.SouthWestLatitudeTenthMinutes));
        Assert.Equal((true, false, 8), (message.IsChannelANarrow, message.IsChannelBNarrow, message.TransitionalZoneNauticalMiles));
    }

    [Fact]
    public void GroupAssignment_SaysWhoAndHowOften()
    {
        var message = new GroupAssignment(BitString.Of(23, 2190047).Put(0, 2).Put(1_578, 18).Put(30_642, 17).Put(1_096, 18).Put(-30_409, 17)
            .Put(6, 4).Put(30, 8).Put(0, 22).Put(2, 2).Put(9, 4).Put(15, 4).Put(0, 6).Decoded());

        Assert.Equal((1_578, 30_642, 1_096, -30_409), (message.NorthEastLongitudeTenthMinutes, message.NorthEastLatitudeTenthMinutes, message.SouthWestLongitudeTenthMinutes, message.SouthWestLatitudeTenthMinutes));
        Assert.Equal((6, 30u, 2, 9, 15), (message.StationType, message.TypeOfShip, message.TransmitReceiveMode, message.ReportingIntervalCode, message.QuietMinutes));
    }

    [Theory]
    [InlineData(25, 0b00, 40, 60)]
    [InlineData(25, 0b01, 56, 44)]
    [InlineData(25, 0b10, 70, 30)]
    [InlineData(25, 0b11, 86, 14)]
    [InlineData(26, 0b00, 40, 40)]
    [InlineData(26, 0b01, 56, 24)]
    [InlineData(26, 0b10, 70, 10)]
    public void SlotBinaryMessage_Flags_SayWhereTheDataBegin(int type, int flags, int start, int length)
    {
        var message = new SlotBinaryMessage(BitString.Of(type, 219000606).Put(flags, 2).PadTo(100).Decoded());

        Assert.Equal((start, length), (message.DataStart, message.DataLength));
    }

    [Fact]
    public void SlotBinaryMessage_OfSeveralSlots_EndsWithItsCommunicationState()
    {
        var message = new SlotBinaryMessage(BitString.Of(26, 219000606).Put(0b01, 2).Put(1, 10).Put(31, 6).Put(0xABCD, 16).Put(0, 3).Put(5, 3).Put(77, 14).Decoded());

        Assert.Equal((1, 31, 16), (message.DesignatedAreaCode, message.FunctionIdentifier, message.DataLength));
        Assert.Equal(77, message.CommunicationState.ReceivedStations);
    }

    [Theory]
    [InlineData(6, 87, 88)]
    [InlineData(7, 71, 72)]
    [InlineData(8, 55, 56)]
    [InlineData(10, 71, 72)]
    [InlineData(12, 71, 72)]
    [InlineData(13, 71, 72)]
    [InlineData(14, 39, 40)]
    [InlineData(15, 87, 88)]
    [InlineData(16, 95, 96)]
    [InlineData(17, 79, 80)]
    [InlineData(20, 71, 72)]
    [InlineData(22, 167, 168)]
    [InlineData(23, 159, 160)]
    [InlineData(25, 39, 40)]
    [InlineData(26, 59, 60)]
    public void OfAnyType_LeastLength_IsGpsds(int type, int tooShort, int least)
    {
        Assert.Equal(Domain.DropReason.WrongLength, MessageCheck.OfAnyType(BitString.Of(type, 219000606).PadTo(tooShort).Decoded()));
        Assert.Equal(Domain.DropReason.None, MessageCheck.OfAnyType(BitString.Of(type, 219000606).PadTo(least).Decoded()));
        Assert.Equal(Domain.DropReason.UnusedType, MessageCheck.Of(BitString.Of(type, 219000606).PadTo(least).Decoded()));
    }

    [Theory]
    [InlineData(6, 1_008)]
    [InlineData(7, 168)]
    [InlineData(8, 1_008)]
    [InlineData(12, 1_008)]
    [InlineData(14, 1_008)]
    [InlineData(15, 168)]
    [InlineData(16, 168)]
    [InlineData(17, 816)]
    [InlineData(20, 186)]
    [InlineData(25, 168)]
    [InlineData(26, 1_064)]
    public void OfAnyType_GreatestLength_IsThatOfTheRecommendation(int type, int greatest)
    {
        Assert.Equal(Domain.DropReason.None, MessageCheck.OfAnyType(BitString.Of(type, 219000606).PadTo(greatest).Decoded()));
        Assert.Equal(Domain.DropReason.WrongLength, MessageCheck.OfAnyType(BitString.Of(type, 219000606).PadTo(greatest + 1).Decoded()));
    }

    [Theory]
    [InlineData(25, 0b11, 86)]
    [InlineData(26, 0b11, 106)]
    public void OfAnyType_DestinationAndIdentifier_MustFit(int type, int flags, int least)
    {
        Assert.Equal(Domain.DropReason.WrongLength, MessageCheck.OfAnyType(BitString.Of(type, 219000606).Put(flags, 2).PadTo(least - 1).Decoded()));
        Assert.Equal(Domain.DropReason.None, MessageCheck.OfAnyType(BitString.Of(type, 219000606).Put(flags, 2).PadTo(least).Decoded()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(28)]
    [InlineData(63)]
    public void OfAnyType_NoMessageOfTheRecommendation_IsUnused(int type) =>
        Assert.Equal(Domain.DropReason.UnusedType, MessageCheck.OfAnyType(BitString.Of(type, 219000606).PadTo(168).Decoded()));
}
