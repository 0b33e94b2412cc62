using MaritimeWatch.Ais.Messages;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Radio status taken apart (ITU-R M.1371-5, annex 2, tables 18 to 20).</summary>
public sealed class CommunicationStateTests
{
    [Fact]
    public void Of_SelfOrganisedAtTimeout3_TellsReceivedStations()
    {
        var state = CommunicationState.Of(1, 0b01_011_00000001111011);

        Assert.Equal((SlotAccess.SelfOrganised, SyncState.UtcIndirect, 3, 123), (state.Access, state.SyncState, state.SlotTimeoutFrames, state.ReceivedStations));
        Assert.Null(state.SlotNumber ?? state.UtcHour ?? state.UtcMinute ?? state.SlotOffset ?? state.SlotIncrement ?? state.NumberOfSlots);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    public void Of_SelfOrganisedAtEvenTimeout_TellsItsSlot(int timeout)
    {
        var state = CommunicationState.Of(4, ((uint)timeout << 14) | 2_249);

        Assert.Equal(2_249, state.SlotNumber);
        Assert.Null(state.ReceivedStations);
    }

    [Fact]
    public void Of_SelfOrganisedAtTimeout1_TellsTheTime()
    {
        var state = CommunicationState.Of(2, 0b00_001_10111_0111011_00);

        Assert.Equal((23, 59), (state.UtcHour, state.UtcMinute));
        Assert.Null(state.SlotNumber);
    }

    [Fact]
    public void Of_SelfOrganisedAtTimeout0_TellsTheOffsetToTheNextSlot()
    {
        var state = CommunicationState.Of(11, 0b10_000_00100011001010);

        Assert.Equal((SyncState.BaseStation, 2_250), (state.SyncState, state.SlotOffset));
    }

    [Theory]
    [InlineData(0b00_0000001100100_000_1u, 100, 1, true)]
    [InlineData(0b00_0000001100100_100_0u, 100, 5, false)]
    [InlineData(0b00_0000001100100_101_0u, 8_292, 1, false)]
    [InlineData(0b00_0000000000000_111_0u, 8_192, 3, false)]
    [InlineData(0b00_0000000000000_000_0u, 0, 1, false)]
    public void Of_Message3_IsIncremental(uint bits, int increment, int slots, bool isKept)
    {
        var state = CommunicationState.Of(3, bits);

        Assert.Equal((SlotAccess.Incremental, increment, slots, isKept), (state.Access, state.SlotIncrement, state.NumberOfSlots, state.IsSlotKept));
        Assert.Null(state.SlotTimeoutFrames ?? state.ReceivedStations);
    }

    [Fact]
    public void WithSelector_FirstBit_SaysWhichOfTheTwo()
    {
        Assert.Equal(SlotAccess.SelfOrganised, CommunicationState.WithSelector(0x7FFFF).Access);
        Assert.Equal(SlotAccess.Incremental, CommunicationState.WithSelector(0x80000).Access);
        Assert.Equal(0u, CommunicationState.WithSelector(0x80000).Bits);
    }

    [Fact]
    public void ClassBPosition_OfCarrierSense_HasNoState()
    {
        // 917510 is what such a unit sends: the selector and a constant.
        var message = BitString.Of(18, 219000606).PadTo(141).Put(1, 1).PadTo(148).Put(917_510, 20);
        var state = new ClassBPosition(message.Decoded()).CommunicationState;

        Assert.Equal(SlotAccess.CarrierSense, state.Access);
        Assert.Equal(917_510u, (1u << 19) | state.Bits);
        Assert.Null(state.SyncState);
        Assert.Null(state.SlotTimeoutFrames ?? state.SlotIncrement);
    }

    [Fact]
    public void ClassBPosition_OfSelfOrganisation_HasAState() =>
        Assert.Equal(2, new ClassBPosition(BitString.Of(18, 219000606).PadTo(148).Put(0, 3).Put(2, 3).PadTo(168).Decoded()).CommunicationState.SlotTimeoutFrames);

    [Theory]
    [InlineData(167, false)]
    [InlineData(168, true)]
    public void ClassAPosition_CutShort_HasNoState(int bits, bool hasState) =>
        Assert.Equal(hasState, new ClassAPosition(BitString.Of(1, 219000606).PadTo(bits).Decoded()).CommunicationState is not null);
}
