using MaritimeWatch.Ais.Messages;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Gpsd;

/// <summary>Messages 5, 19, 21 and 24.</summary>
internal readonly ref partial struct GpsdFields
{
    private void Write(StaticAndVoyageData message)
    {
        Span<byte> text = stackalloc byte[20];
        line.Add("imo"u8, message.ImoNumber);
        line.Add("ais_version"u8, message.AisVersion);
        line.AddText("callsign"u8, text[..message.CallSign(text)]);
        line.AddText("shipname"u8, text[..message.Name(text)]);
        ShipType(message.TypeOfShip);
        Dimensions(message.ToBowMetres, message.ToSternMetres, message.ToPortMetres, message.ToStarboardMetres);
        PositionFixingDevice(message.PositionFixingDevice);
        Time("eta"u8, message.EtaMonth, message.EtaDay, message.EtaHour, message.EtaMinute);
        Tenths("draught"u8, message.DraughtTenths);
        line.AddText("destination"u8, text[..message.Destination(text)]);
        line.Add("dte"u8, message.DataTerminalNotReady);
    }

    private void Write(ClassBExtendedPosition message)
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

    private void Write(AidToNavigationReport message)
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
