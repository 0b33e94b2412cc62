using MaritimeWatch.Ais.Messages;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Gpsd;

/// <summary>The members of each message type, in gpsd's order.</summary>
internal readonly ref struct GpsdFields(JsonLine line, bool isScaled)
{
    private readonly JsonLine line = line;
    private readonly bool isScaled = isScaled;

    public void Write(ClassAPosition message)
    {
        line.Add("status"u8, message.NavigationalStatus);
        line.AddText("status_text"u8, GpsdTexts.Status(message.NavigationalStatus));
        Turn(message.RateOfTurnCode);
        switch (message.SpeedOverGroundTenths)
        {
            case 1023 when isScaled:
                line.AddText("speed"u8, "nan"u8);
                break;
            case 1022 when isScaled:
                line.AddText("speed"u8, "fast"u8);
                break;
            case var tenths:
                Tenths("speed"u8, tenths);
                break;
        }

        line.Add("accuracy"u8, message.HasHighAccuracy);
        Position(message.Longitude, message.Latitude);
        Tenths("course"u8, message.CourseOverGroundTenths);
        line.Add("heading"u8, message.TrueHeadingDegrees);
        line.Add("second"u8, message.UtcSecond);
        line.Add("maneuver"u8, message.SpecialManoeuvre);
        line.Add("raim"u8, message.Raim);
        line.Add("radio"u8, message.CommunicationState);
    }

    public void Write(BaseStationReport message)
    {
        line.AddTime("timestamp"u8, message.Year, message.Month, message.Day, message.Hour, message.Minute, message.Second);
        line.Add("accuracy"u8, message.HasHighAccuracy);
        Position(message.Longitude, message.Latitude);
        PositionFixingDevice(message.PositionFixingDevice);
        line.Add("raim"u8, message.Raim);
        line.Add("radio"u8, message.CommunicationState);
    }

    public void Write(StaticAndVoyageData message)
    {
        Span<byte> text = stackalloc byte[20];
        line.Add("imo"u8, message.ImoNumber);
        line.Add("ais_version"u8, message.AisVersion);
        line.AddText("callsign"u8, text[..message.CallSign(text)]);
        line.AddText("shipname"u8, text[..message.Name(text)]);
        ShipType(message.TypeOfShip);
        Dimensions(message.ToBowMetres, message.ToSternMetres, message.ToPortMetres, message.ToStarboardMetres);
        PositionFixingDevice(message.PositionFixingDevice);
        line.AddTime("eta"u8, message.EtaMonth, message.EtaDay, message.EtaHour, message.EtaMinute);
        Tenths("draught"u8, message.DraughtTenths);
        line.AddText("destination"u8, text[..message.Destination(text)]);
        line.Add("dte"u8, message.DataTerminalNotReady);
    }

    public void Write(SarAircraftPosition message)
    {
        WholeOrWord("alt"u8, message.AltitudeMetres, 4095, 4094, "high"u8);
        WholeOrWord("speed"u8, message.SpeedOverGroundKnots, 1023, 1022, "fast"u8);
        line.Add("accuracy"u8, message.HasHighAccuracy);
        Position(message.Longitude, message.Latitude);
        Tenths("course"u8, message.CourseOverGroundTenths);
        line.Add("second"u8, message.UtcSecond);
        line.Add("regional"u8, message.Regional);
        line.Add("dte"u8, message.DataTerminalNotReady);
        line.Add("raim"u8, message.Raim);
        line.Add("radio"u8, message.CommunicationState);
    }

    public void Write(ClassBPosition message)
    {
        line.Add("reserved"u8, message.Reserved);
        Tenths("speed"u8, message.SpeedOverGroundTenths);
        line.Add("accuracy"u8, message.HasHighAccuracy);
        Position(message.Longitude, message.Latitude);
        Tenths("course"u8, message.CourseOverGroundTenths);
        line.Add("heading"u8, message.TrueHeadingDegrees);
        line.Add("second"u8, message.UtcSecond);
        line.Add("regional"u8, message.Regional);
        line.Add("cs"u8, message.IsCarrierSense);
        line.Add("display"u8, message.HasDisplay);
        line.Add("dsc"u8, message.HasDsc);
        line.Add("band"u8, message.UsesWholeBand);
        line.Add("msg22"u8, message.AcceptsMessage22);
        line.Add("raim"u8, message.Raim);
        line.Add("radio"u8, message.CommunicationState);
    }

    public void Write(ClassBExtendedPosition message)
    {
        Span<byte> text = stackalloc byte[20];
        line.Add("reserved"u8, message.Reserved);
        Tenths("speed"u8, message.SpeedOverGroundTenths);
        line.Add("accuracy"u8, message.HasHighAccuracy);
        Position(message.Longitude, message.Latitude);
        Tenths("course"u8, message.CourseOverGroundTenths);
        line.Add("heading"u8, message.TrueHeadingDegrees);
        line.Add("second"u8, message.UtcSecond);
        line.Add("regional"u8, message.Regional);
        line.AddText("shipname"u8, text[..message.Name(text)]);
        ShipType(message.TypeOfShip);
        Dimensions(message.ToBowMetres, message.ToSternMetres, message.ToPortMetres, message.ToStarboardMetres);
        PositionFixingDevice(message.PositionFixingDevice);
        line.Add("raim"u8, message.Raim);
        line.Add("dte"u8, message.DataTerminalNotReady);
        line.Add("assigned"u8, message.Assigned);
    }

    public void Write(AidToNavigationReport message)
    {
        Span<byte> name = stackalloc byte[AidToNavigationReport.MaxNameLength];
        line.Add("aid_type"u8, message.TypeOfAid);
        line.AddText("aid_type_text"u8, GpsdTexts.Aid(message.TypeOfAid));
        line.AddText("name"u8, name[..message.Name(name)]);
        if (isScaled)
        {
            Position(message.Longitude, message.Latitude);
            line.Add("accuracy"u8, message.HasHighAccuracy);
        }
        else
        {
            line.Add("accuracy"u8, message.HasHighAccuracy);
            Position(message.Longitude, message.Latitude);
        }

        Dimensions(message.ToBowMetres, message.ToSternMetres, message.ToPortMetres, message.ToStarboardMetres);
        PositionFixingDevice(message.PositionFixingDevice);
        line.Add("second"u8, message.UtcSecond);
        line.Add("regional"u8, message.Regional);
        line.Add("off_position"u8, message.IsOffPosition);
        line.Add("raim"u8, message.Raim);
        line.Add("virtual_aid"u8, message.IsVirtual);
    }

    public void Write(StaticDataPartB message, uint mmsi)
    {
        Span<byte> text = stackalloc byte[7];
        ShipType(message.TypeOfShip);
        line.AddText("vendorid"u8, text[..message.VendorId(text)]);
        line.Add("model"u8, message.UnitModel);
        line.Add("serial"u8, message.SerialNumber);
        line.AddText("callsign"u8, text[..message.CallSign(text)]);
        if (new Mmsi(mmsi).Kind == StationKind.AuxiliaryCraft)
        {
            line.Add("mothership_mmsi"u8, message.MotherShipMmsi);
            return;
        }

        Dimensions(message.ToBowMetres, message.ToSternMetres, message.ToPortMetres, message.ToStarboardMetres);
    }

    public void Write(LongRangePosition message)
    {
        line.Add("status"u8, message.NavigationalStatus);
        line.AddText("status_text"u8, GpsdTexts.Status(message.NavigationalStatus));
        line.Add("accuracy"u8, message.HasHighAccuracy);
        TenthMinutes("lon"u8, message.LongitudeTenthMinutes);
        TenthMinutes("lat"u8, message.LatitudeTenthMinutes);
        line.Add("speed"u8, message.SpeedOverGroundKnots);
        line.Add("course"u8, message.CourseOverGroundDegrees);
        line.Add("raim"u8, message.Raim);

        // gpsd prints the bit as it stands: 0 is "current GNSS position".
        line.Add("gnss"u8, message.IsPositionOld);
    }

    private void Turn(int code)
    {
        if (!isScaled)
        {
            line.Add("turn"u8, code);
        }
        else if (code == -128)
        {
            line.AddText("turn"u8, "nan"u8);
        }
        else if (code is 127 or -127)
        {
            line.AddText("turn"u8, code > 0 ? "fastright"u8 : "fastleft"u8);
        }
        else
        {
            var root = code / 4.733;
            line.Add("turn"u8, Math.Sign(code) * (long)Math.Round(root * root));
        }
    }

    private void Tenths(ReadOnlySpan<byte> name, int tenths)
    {
        if (isScaled)
        {
            line.AddDecimal(name, tenths, 1);
        }
        else
        {
            line.Add(name, tenths);
        }
    }

    private void WholeOrWord(ReadOnlySpan<byte> name, int value, int notAvailable, int atLeast, ReadOnlySpan<byte> word)
    {
        if (isScaled && value == notAvailable)
        {
            line.AddText(name, "nan"u8);
        }
        else if (isScaled && value == atLeast)
        {
            line.AddText(name, word);
        }
        else
        {
            line.Add(name, value);
        }
    }

    private void Position(int longitude, int latitude)
    {
        Degrees("lon"u8, longitude);
        Degrees("lat"u8, latitude);
    }

    /// <summary>1/600,000 degree as degrees with six decimals: times 5/3, to the nearest; a tie cannot occur.</summary>
    private void Degrees(ReadOnlySpan<byte> name, int raw)
    {
        if (isScaled)
        {
            line.AddDecimal(name, Nearest(raw * 5L, 3), 6);
        }
        else
        {
            line.Add(name, raw);
        }
    }

    /// <summary>1/600 degree as degrees with four decimals: times 50/3.</summary>
    private void TenthMinutes(ReadOnlySpan<byte> name, int raw)
    {
        if (isScaled)
        {
            line.AddDecimal(name, Nearest(raw * 50L, 3), 4);
        }
        else
        {
            line.Add(name, raw);
        }
    }

    private static long Nearest(long value, long divisor) => (value + (Math.Sign(value) * (divisor / 2))) / divisor;

    private void ShipType(uint code)
    {
        line.Add("shiptype"u8, code);
        line.AddText("shiptype_text"u8, GpsdTexts.ShipType(code));
    }

    private void PositionFixingDevice(int code)
    {
        line.Add("epfd"u8, code);
        line.AddText("epfd_text"u8, GpsdTexts.PositionFixingDevice(code));
    }

    private void Dimensions(uint bow, uint stern, uint port, uint starboard)
    {
        line.Add("to_bow"u8, bow);
        line.Add("to_stern"u8, stern);
        line.Add("to_port"u8, port);
        line.Add("to_starboard"u8, starboard);
    }
}
