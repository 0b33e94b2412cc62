using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Message 8, 1/11: meteorological and hydrological data (IMO SN/Circ.236, superseded in 2013 and still on the air).</summary>
/// <remarks>Not available is the greatest value that fits a field, but for positions: 0x7FFFFF and 0xFFFFFF.</remarks>
internal readonly ref struct MetHydroTrial(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public int LatitudeThousandthMinutes => bits.Signed(56, 24);
    public int LongitudeThousandthMinutes => bits.Signed(80, 25);
    public int UtcDay => Number(105, 5);
    public int UtcHour => Number(110, 5);
    public int UtcMinute => Number(115, 6);
    public int WindSpeedKnots => Number(121, 7); // mean of ten minutes
    public int GustSpeedKnots => Number(128, 7);
    public int WindDirectionDegrees => Number(135, 9);
    public int GustDirectionDegrees => Number(144, 9);
    public int AirTemperatureTenthsAbove60Below => Number(153, 11); // 0.1 °C from -60.0
    public int RelativeHumidityPercent => Number(164, 7);
    public int DewPointTenthsAbove20Below => Number(171, 10); // 0.1 °C from -20.0
    public int PressureHectopascalsAbove800 => Number(181, 9);
    public int PressureTendencyCode => Number(190, 2); // 0 steady, 1 decreasing, 2 increasing
    public int VisibilityTenthNauticalMiles => Number(192, 8);
    public int WaterLevelTenthMetresAbove10Below => Number(200, 9); // 0.1 m from -10.0, tide included
    public int WaterLevelTrendCode => Number(209, 2); // as the pressure's
    public int SurfaceCurrentTenthKnots => Number(211, 8);
    public int SurfaceCurrentDegrees => Number(219, 9);
    public int Current2TenthKnots => Number(228, 8);
    public int Current2Degrees => Number(236, 9);
    public int Current2DepthMetres => Number(245, 5);
    public int Current3TenthKnots => Number(250, 8);
    public int Current3Degrees => Number(258, 9);
    public int Current3DepthMetres => Number(267, 5);
    public int WaveHeightDecimetres => Number(272, 8);
    public int WavePeriodSeconds => Number(280, 6);
    public int WaveDirectionDegrees => Number(286, 9);
    public int SwellHeightDecimetres => Number(295, 8);
    public int SwellPeriodSeconds => Number(303, 6);
    public int SwellDirectionDegrees => Number(309, 9);
    public int SeaStateBeaufort => Number(318, 4);
    public int WaterTemperatureTenthsAbove10Below => Number(322, 10); // 0.1 °C from -10.0
    public int PrecipitationCode => Number(332, 3); // WMO 306, table 4.201
    public int SalinityTenthsPermille => Number(335, 9);
    public int IceCode => Number(344, 2); // 0 no, 1 yes, 3 not available

    private int Number(int start, int length) => (int)bits.Unsigned(start, length);
}
