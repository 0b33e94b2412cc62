namespace MaritimeWatch.Simulator;

/// <summary>How traffic is laid out.</summary>
public enum TrafficFormat
{
    /// <summary>The 26 columns of the Danish daily files.</summary>
    DanishCsv,

    /// <summary>NMEA 0183 sentences with TAG blocks.</summary>
    Nmea,
}
