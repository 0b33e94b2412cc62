using MaritimeWatch.Ais.Messages;
using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Gpsd;

/// <summary>Messages of the radio link and of the shore: 7, 10 and 12 to 17, 20, 22, 23, 25 and 26.</summary>
internal readonly ref partial struct GpsdFields
{
    private void Write(Acknowledgement message)
    {
        line.Add("mmsi1"u8, message.DestinationMmsi(0));
        line.Add("mmsi2"u8, message.DestinationMmsi(1));
        line.Add("mmsi3"u8, message.DestinationMmsi(2));
        line.Add("mmsi4"u8, message.DestinationMmsi(3));
    }

    private void Write(AddressedSafetyMessage message)
    {
        Span<byte> text = stackalloc byte[AddressedSafetyMessage.MaxTextLength];
        line.Add("seqno"u8, message.SequenceNumber);
        line.Add("dest_mmsi"u8, message.DestinationMmsi);
        line.Add("retransmit"u8, message.IsRetransmitted);
        line.AddText("text"u8, text[..message.Text(text)]);
    }

    private void Write(BroadcastSafetyMessage message)
    {
        Span<byte> text = stackalloc byte[BroadcastSafetyMessage.MaxTextLength];
        line.AddText("text"u8, text[..message.Text(text)]);
    }

    private void Write(Interrogation message)
    {
        line.Add("mmsi1"u8, message.Mmsi1);
        line.Add("type1_1"u8, message.MessageType11);
        line.Add("offset1_1"u8, message.SlotOffset11);
        line.Add("type1_2"u8, message.HasSecondRequest ? message.MessageType12 : 0);
        line.Add("offset1_2"u8, message.HasSecondRequest ? message.SlotOffset12 : 0);
        line.Add("mmsi2"u8, message.HasSecondStation ? message.Mmsi2 : 0);
        line.Add("type2_1"u8, message.HasSecondStation ? message.MessageType21 : 0);
        line.Add("offset2_1"u8, message.HasSecondStation ? message.SlotOffset21 : 0);
    }

    private void Write(AssignmentCommand message)
    {
        line.Add("mmsi1"u8, message.Mmsi1);
        line.Add("offset1"u8, message.Offset1);
        line.Add("increment1"u8, message.Increment1);
        line.Add("mmsi2"u8, message.Mmsi2);
        line.Add("offset2"u8, message.Offset2);
        line.Add("increment2"u8, message.Increment2);
    }

    private void WriteCorrections(PayloadBits bits)
    {
        var message = new DifferentialCorrections(bits);
        Quotient("lon"u8, message.LongitudeTenthMinutes, 600, 1);
        Quotient("lat"u8, message.LatitudeTenthMinutes, 600, 1);
        Data(bits, DifferentialCorrections.DataStart, bits.Count - DifferentialCorrections.DataStart);
    }

    private void Write(DataLinkManagement message)
    {
        Reservation(message, 0, "offset1"u8, "number1"u8, "timeout1"u8, "increment1"u8);
        Reservation(message, 1, "offset2"u8, "number2"u8, "timeout2"u8, "increment2"u8);
        Reservation(message, 2, "offset3"u8, "number3"u8, "timeout3"u8, "increment3"u8);
        Reservation(message, 3, "offset4"u8, "number4"u8, "timeout4"u8, "increment4"u8);
    }

    private void Reservation(
        DataLinkManagement message, int index, ReadOnlySpan<byte> offset, ReadOnlySpan<byte> number, ReadOnlySpan<byte> timeout, ReadOnlySpan<byte> increment)
    {
        line.Add(offset, message.OffsetSlots(index));
        line.Add(number, message.NumberOfSlots(index));
        line.Add(timeout, message.TimeoutMinutes(index));
        line.Add(increment, message.IncrementSlots(index));
    }

    private void Write(ChannelManagement message)
    {
        line.Add("channel_a"u8, message.ChannelA);
        line.Add("channel_b"u8, message.ChannelB);
        line.Add("txrx"u8, message.TransmitReceiveMode);
        line.Add("power"u8, message.IsLowPower);
        if (message.IsAddressed)
        {
            line.Add("dest1"u8, message.DestinationMmsi1);
            line.Add("dest2"u8, message.DestinationMmsi2);
        }
        else
        {
            Corner("ne_lon"u8, message.NorthEastLongitudeTenthMinutes);
            Corner("ne_lat"u8, message.NorthEastLatitudeTenthMinutes);
            Corner("sw_lon"u8, message.SouthWestLongitudeTenthMinutes);
            Corner("sw_lat"u8, message.SouthWestLatitudeTenthMinutes);
        }

        line.Add("addressed"u8, message.IsAddressed);
        line.Add("band_a"u8, message.IsChannelANarrow);
        line.Add("band_b"u8, message.IsChannelBNarrow);
        line.Add("zonesize"u8, message.TransitionalZoneCode);
    }

    private void Write(GroupAssignment message)
    {
        Corner("ne_lon"u8, message.NorthEastLongitudeTenthMinutes);
        Corner("ne_lat"u8, message.NorthEastLatitudeTenthMinutes);
        Corner("sw_lon"u8, message.SouthWestLongitudeTenthMinutes);
        Corner("sw_lat"u8, message.SouthWestLatitudeTenthMinutes);
        line.Add("stationtype"u8, message.StationType);
        line.AddText("stationtype_text"u8, GpsdTexts.Station(message.StationType));
        ShipType(message.TypeOfShip);
        line.Add("interval"u8, message.ReportingIntervalCode);
        line.Add("quiet"u8, message.QuietMinutes);
    }

    /// <summary>1/600 degree as degrees with six decimals, in quotation marks as gpsd has it.</summary>
    private void Corner(ReadOnlySpan<byte> name, int tenthMinutes)
    {
        if (!isScaled)
        {
            line.Add(name, tenthMinutes);
            return;
        }

        var degrees = new AsciiText(stackalloc byte[16]);
        var size = Nearest(Math.Abs(tenthMinutes) * 5_000L, 3);
        if (tenthMinutes < 0)
        {
            degrees.Add((byte)'-');
        }

        degrees.Add(size / 1_000_000, 1);
        degrees.Add((byte)'.');
        degrees.Add(size % 1_000_000, 6);
        line.AddText(name, degrees.Written);
    }

    private void WriteSlots(PayloadBits bits)
    {
        var message = new SlotBinaryMessage(bits);
        line.Add("addressed"u8, message.IsAddressed);
        line.Add("structured"u8, message.IsStructured);
        line.Add("dest_mmsi"u8, message.DestinationMmsi);
        line.Add("app_id"u8, message.ApplicationIdentifier);
        Data(bits, message.DataStart, message.DataLength);
        if (bits.MessageType == 26)
        {
            line.Add("radio"u8, message.Radio);
        }
    }
}
