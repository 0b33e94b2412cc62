using MaritimeWatch.Ais.Messages;

namespace MaritimeWatch.Ais.Gpsd;

/// <summary>Messages 1 to 4, 9, 11, 18 and 27.</summary>
internal readonly ref partial struct GpsdFields
{
    private void Write(ClassAPosition message)
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
        line.Add("radio"u8, message.Radio);
    }

    private void Write(BaseStationReport message)
    {
        line.AddTime("timestamp"u8, message.Year, message.Month, message.Day, message.Hour, message.Minute, message.Second);
        line.Add("accuracy"u8, message.HasHighAccuracy);
        Position(message.Longitude, message.Latitude);
        PositionFixingDevice(message.PositionFixingDevice);
        line.Add("raim"u8, message.Raim);
        line.Add("radio"u8, message.Radio);
    }

    private void Write(SarAircraftPosition message)
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
        line.Add("radio"u8, message.Radio);
    }

    private void Write(ClassBPosition message)
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
        line.Add("radio"u8, message.Radio);
    }

    private void Write(LongRangePosition message)
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
}
