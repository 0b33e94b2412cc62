using MaritimeWatch.Ais.Messages.Binary;

namespace MaritimeWatch.Ais.Gpsd;

/// <summary>The payloads of inland navigation.</summary>
internal readonly ref partial struct GpsdFields
{
    private void Write(InlandStaticAndVoyage message)
    {
        Span<byte> text = stackalloc byte[8];
        line.AddText("vin"u8, text[..message.EuropeanVesselNumber(text)]);
        line.Add("length"u8, message.LengthDecimetres);
        line.Add("beam"u8, message.BeamDecimetres);
        line.Add("shiptype"u8, message.ShipType);
        line.AddText("shiptype_text"u8, InlandTexts.ShipType(message.ShipType));
        line.Add("hazard"u8, message.HazardCode);
        line.AddText("hazard_text"u8, InlandTexts.Hazards[message.HazardCode]);
        line.Add("draught"u8, message.DraughtCentimetres);
        line.Add("loaded"u8, message.LoadingCode);
        line.AddText("loaded_text"u8, InlandTexts.Loads[message.LoadingCode]);
        line.Add("speed_q"u8, message.HasGoodSpeed);
        line.Add("course_q"u8, message.HasGoodCourse);
        line.Add("heading_q"u8, message.HasGoodHeading);
    }

    private void Write(WeatherWarning message)
    {
        FullTime("start"u8, message.StartYear, message.StartMonth, message.StartDay, message.StartHour, message.StartMinute);
        FullTime("end"u8, message.EndYear, message.EndMonth, message.EndDay, message.EndHour, message.EndMinute);
        Degrees("start_lon"u8, message.StartLongitude);
        Degrees("start_lat"u8, message.StartLatitude);
        Degrees("end_lon"u8, message.EndLongitude);
        Degrees("end_lat"u8, message.EndLatitude);
        line.Add("type"u8, message.TypeCode);
        line.AddText("type_text"u8, InlandTexts.Warnings[message.TypeCode]);
        line.Add("min"u8, message.LeastValue);
        line.Add("max"u8, message.GreatestValue);
        line.Add("class"u8, message.ClassCode);
        line.AddText("class_text"u8, InlandTexts.Classes[message.ClassCode]);
        line.Add("wind"u8, message.WindDirectionCode);
        line.AddText("wind_text"u8, InlandTexts.Winds[message.WindDirectionCode]);
    }

    /// <summary>A time to the minute, <c>YYYY-MM-DDThh:mm</c>.</summary>
    private void FullTime(ReadOnlySpan<byte> name, int year, int month, int day, int hour, int minute)
    {
        var time = new AsciiText(stackalloc byte[24]);
        time.Add(year, 4);
        time.Add('-', month, 2);
        time.Add('-', day, 2);
        time.Add('T', hour, 2);
        time.Add(':', minute, 2);
        line.AddText(name, time.Written);
    }

    private void Write(WaterLevels message)
    {
        Span<byte> text = stackalloc byte[2];
        line.AddText("country"u8, text[..message.Country(text)]);
        line.OpenArray("gauges"u8);
        for (var gauge = 0; gauge < WaterLevels.Gauges; gauge++)
        {
            line.OpenObject(gauge == 0);
            line.First("id"u8, message.GaugeNumber(gauge));
            line.Add("level"u8, message.LevelCentimetres(gauge));
            line.CloseObject();
        }

        line.CloseArray();
    }

    private void Write(SignalStatus message)
    {
        Position(message.Longitude, message.Latitude);
        line.Add("form"u8, message.FormCode);
        line.Add("facing"u8, message.FacingDegrees);
        line.Add("direction"u8, message.DirectionCode);
        line.AddText("direction_text"u8, InlandTexts.Directions[message.DirectionCode]);
        line.Add("status"u8, message.LightStatus);
        line.AddText("status_text"u8, InlandTexts.SignalLights[(int)message.LightStatus]);
    }

    private void Write(InlandArrival message, bool isEstimate)
    {
        Span<byte> text = stackalloc byte[5];
        line.AddText("country"u8, text[..message.Country(text)]);
        line.AddText("locode"u8, text[..message.Locode(text)]);
        line.AddText("section"u8, text[..message.FairwaySection(text)]);
        line.AddText("terminal"u8, text[..message.Terminal(text)]);
        line.AddText("hectometre"u8, text[..message.Hectometre(text)]);
        BareTime("eta"u8, message.Month, message.Day, message.Hour, message.Minute);
        if (isEstimate)
        {
            line.Add("tugs"u8, message.Tugs);
            line.Add("airdraught"u8, message.AirDraughtCentimetres);
        }
        else
        {
            line.Add("status"u8, message.StatusCode);
            line.AddText("status_text"u8, InlandTexts.LockStatuses[message.StatusCode]);
        }
    }

    private void Write(InlandPersonsOnBoard message)
    {
        line.Add("crew"u8, message.Crew);
        line.Add("passengers"u8, message.Passengers);
        line.Add("personnel"u8, message.Personnel);
    }
}
