using MaritimeWatch.Ais.Messages.Binary;

namespace MaritimeWatch.Ais.Gpsd;

/// <summary>The two forms of meteorological and hydrological data.</summary>
internal readonly ref partial struct GpsdFields
{
    private void Write(MetHydroTrial message)
    {
        ThousandthMinutes("lat"u8, message.LatitudeThousandthMinutes);
        ThousandthMinutes("lon"u8, message.LongitudeThousandthMinutes);
        DayTime(message.UtcDay, message.UtcHour, message.UtcMinute);
        line.Add("wspeed"u8, message.WindSpeedKnots);
        line.Add("wgust"u8, message.GustSpeedKnots);
        line.Add("wdir"u8, message.WindDirectionDegrees);
        line.Add("wgustdir"u8, message.GustDirectionDegrees);
        line.Add("humidity"u8, message.RelativeHumidityPercent);
        Tenths("airtemp"u8, message.AirTemperatureTenthsAbove60Below - (isScaled ? 600 : 0));
        Tenths("dewpoint"u8, message.DewPointTenthsAbove20Below - (isScaled ? 200 : 0));
        line.Add("pressure"u8, message.PressureHectopascalsAbove800 + (isScaled ? 800 : 0));
        Trend("pressuretend"u8, message.PressureTendencyCode);
        Tenths("visibility"u8, message.VisibilityTenthNauticalMiles);
        Tenths("waterlevel"u8, message.WaterLevelTenthMetresAbove10Below - (isScaled ? 100 : 0));
        Trend("leveltrend"u8, message.WaterLevelTrendCode);
        Tenths("cspeed"u8, message.SurfaceCurrentTenthKnots);
        line.Add("cdir"u8, message.SurfaceCurrentDegrees);
        Tenths("cspeed2"u8, message.Current2TenthKnots);
        line.Add("cdir2"u8, message.Current2Degrees);
        line.Add("cdepth2"u8, message.Current2DepthMetres);
        Tenths("cspeed3"u8, message.Current3TenthKnots);
        line.Add("cdir3"u8, message.Current3Degrees);
        line.Add("cdepth3"u8, message.Current3DepthMetres);
        Tenths("waveheight"u8, message.WaveHeightDecimetres);
        line.Add("waveperiod"u8, message.WavePeriodSeconds);
        line.Add("wavedir"u8, message.WaveDirectionDegrees);
        Tenths("swellheight"u8, message.SwellHeightDecimetres);
        line.Add("swellperiod"u8, message.SwellPeriodSeconds);
        line.Add("swelldir"u8, message.SwellDirectionDegrees);
        line.Add("seastate"u8, message.SeaStateBeaufort);
        Tenths("watertemp"u8, message.WaterTemperatureTenthsAbove10Below - (isScaled ? 100 : 0));
        line.Add("preciptype"u8, message.PrecipitationCode);
        line.AddText("preciptype_text"u8, BinaryTexts.Precipitations[message.PrecipitationCode]);
        Tenths("salinity"u8, message.SalinityTenthsPermille);
        line.Add("ice"u8, message.IceCode);
        line.AddText("ice_text"u8, BinaryTexts.Ice[message.IceCode]);
    }

    private void Write(MetHydro message)
    {
        ThousandthMinutes("lat"u8, message.LatitudeThousandthMinutes);
        ThousandthMinutes("lon"u8, message.LongitudeThousandthMinutes);
        line.Add("accuracy"u8, message.HasHighAccuracy);
        DayTime(message.UtcDay, message.UtcHour, message.UtcMinute);
        line.Add("wspeed"u8, message.WindSpeedKnots);
        line.Add("wgust"u8, message.GustSpeedKnots);
        line.Add("wdir"u8, message.WindDirectionDegrees);
        line.Add("wgustdir"u8, message.GustDirectionDegrees);
        line.Add("humidity"u8, message.RelativeHumidityPercent);
        Tenths("airtemp"u8, message.AirTemperatureTenths);
        Tenths("dewpoint"u8, message.DewPointTenths);
        line.Add("pressure"u8, message.PressureHectopascalsAbove799 + (isScaled ? 799 : 0));
        Trend("pressuretend"u8, message.PressureTendencyCode);
        line.Add("visgreater"u8, message.IsVisibilityAtLeast);
        Tenths("visibility"u8, message.VisibilityTenthNauticalMiles);
        Quotient("waterlevel"u8, message.WaterLevelCentimetresAbove10MetresBelow - (isScaled ? 1_000 : 0), 100, 1);
        Trend("leveltrend"u8, message.WaterLevelTrendCode);
        Tenths("cspeed"u8, message.SurfaceCurrentTenthKnots);
        line.Add("cdir"u8, message.SurfaceCurrentDegrees);
        Tenths("cspeed2"u8, message.Current2TenthKnots);
        line.Add("cdir2"u8, message.Current2Degrees);
        line.Add("cdepth2"u8, message.Current2DepthMetres);
        Tenths("cspeed3"u8, message.Current3TenthKnots);
        line.Add("cdir3"u8, message.Current3Degrees);
        line.Add("cdepth3"u8, message.Current3DepthMetres);
        Tenths("waveheight"u8, message.WaveHeightDecimetres);
        line.Add("waveperiod"u8, message.WavePeriodSeconds);
        line.Add("wavedir"u8, message.WaveDirectionDegrees);
        Tenths("swellheight"u8, message.SwellHeightDecimetres);
        line.Add("swellperiod"u8, message.SwellPeriodSeconds);
        line.Add("swelldir"u8, message.SwellDirectionDegrees);
        line.Add("seastate"u8, message.SeaStateBeaufort);
        Tenths("watertemp"u8, message.WaterTemperatureTenths);
        CodeOrWords("preciptype"u8, message.PrecipitationCode, BinaryTexts.Precipitations);
        Tenths("salinity"u8, message.SalinityTenthsPermille);
        CodeOrWords("ice"u8, message.IceCode, BinaryTexts.Ice);
    }

    private void Trend(ReadOnlySpan<byte> name, int code) => CodeOrWords(name, code, BinaryTexts.Trends);

    /// <summary>Words where the output is scaled, the code as sent where it is not.</summary>
    private void CodeOrWords(ReadOnlySpan<byte> name, int code, Words words)
    {
        if (isScaled)
        {
            line.AddText(name, words[code]);
        }
        else
        {
            line.Add(name, code);
        }
    }

    /// <summary>A time without a month, <c>DDThh:mmZ</c>.</summary>
    private void DayTime(int day, int hour, int minute)
    {
        var time = new AsciiText(stackalloc byte[16]);
        time.Add(day, 2);
        time.Add('T', hour, 2);
        time.Add(':', minute, 2);
        time.Add((byte)'Z');
        line.AddText("timestamp"u8, time.Written);
    }
}
