using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Message 8, 1/31: meteorological and hydrological data (IMO SN.1/Circ.289).</summary>
internal readonly ref struct MetHydro(PayloadBits bits)
{
    private readonly PayloadBits bits = bits;

    public int LongitudeThousandthMinutes => bits.Signed(56, 25); // 181° not available
    public int LatitudeThousandthMinutes => bits.Signed(81, 24); // 91° not available
    public bool HasHighAccuracy => bits.Flag(105);
    public int UtcDay => Number(106, 5); // 0 not available
    public int UtcHour => Number(111, 5); // 24 not available
    public int UtcMinute => Number(116, 6); // 60 not available
    public int WindSpeedKnots => Number(122, 7); // mean of ten minutes; 126 = 126 or more, 127 not available
    public int GustSpeedKnots => Number(129, 7);
    public int WindDirectionDegrees => Number(136, 9); // 360 not available
    public int GustDirectionDegrees => Number(145, 9); // 360 not available
    public int AirTemperatureTenths => bits.Signed(154, 11); // °C; -1024 not available
    public int RelativeHumidityPercent => Number(165, 7); // 101 not available
    public int DewPointTenths => bits.Signed(172, 10); // °C; 501 not available
    public int PressureHectopascalsAbove799 => Number(182, 9); // 0 = 799 or less, 402 = 1,201 or more, 511 not available
    public int PressureTendencyCode => Number(191, 2); // 0 steady, 1 decreasing, 2 increasing, 3 not available
    public bool IsVisibilityAtLeast => bits.Flag(193); // the instrument reaches no further
    public int VisibilityTenthNauticalMiles => Number(194, 7); // 127 not available
    public int WaterLevelCentimetresAbove10MetresBelow => Number(201, 12); // 0.01 m from -10.00, tide included; 4001 not available
    public int WaterLevelTrendCode => Number(213, 2); // as the pressure's
    public int SurfaceCurrentTenthKnots => Number(215, 8); // 255 not available
    public int SurfaceCurrentDegrees => Number(223, 9); // 360 not available
    public int Current2TenthKnots => Number(232, 8);
    public int Current2Degrees => Number(240, 9);
    public int Current2DepthMetres => Number(249, 5); // 31 not available
    public int Current3TenthKnots => Number(254, 8);
    public int Current3Degrees => Number(262, 9);
    public int Current3DepthMetres => Number(271, 5);
    public int WaveHeightDecimetres => Number(276, 8); // 255 not available
    public int WavePeriodSeconds => Number(284, 6); // 63 not available
    public int WaveDirectionDegrees => Number(290, 9); // 360 not available
    public int SwellHeightDecimetres => Number(299, 8);
    public int SwellPeriodSeconds => Number(307, 6);
    public int SwellDirectionDegrees => Number(313, 9);
    public int SeaStateBeaufort => Number(322, 4); // 13 not available
    public int WaterTemperatureTenths => bits.Signed(326, 10); // °C; 501 not available
    public int PrecipitationCode => Number(336, 3); // WMO 306, table 4.201; 7 not available
    public int SalinityTenthsPermille => Number(339, 9); // 510 not available, 511 no sensor
    public int IceCode => Number(348, 2); // 0 no, 1 yes, 3 not available

    private int Number(int start, int length) => (int)bits.Unsigned(start, length);
}
