using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Messages 8, 1/27 and 6, 1/28: a route, recommended, mandatory or planned (IMO SN.1/Circ.289).</summary>
internal readonly ref struct RouteInformation(PayloadBits bits, int start)
{
    /// <summary>How many waypoints a route may have.</summary>
    public const int MaxWaypoints = 16;

    private const int HeaderLength = 61;
    private const int WaypointLength = 55;

    private readonly PayloadBits bits = bits;

    public int Linkage => Number(0, 10);
    public int SenderCode => Number(10, 3); // 0 ship, 1 authority
    public int RouteType => Number(13, 5); // 0 undefined ... 31 cancels the route of this linkage
    public int StartMonth => Number(18, 4); // UTC
    public int StartDay => Number(22, 5);
    public int StartHour => Number(27, 5); // 24 not available
    public int StartMinute => Number(32, 6); // 60 not available
    public int DurationMinutes => Number(38, 18); // 0 cancels the route, 262143 not available

    /// <summary>How many waypoints were sent: no more than stand in the message, whatever it says.</summary>
    public int Waypoints => Math.Min(Math.Min(Number(56, 5), MaxWaypoints), Math.Max(0, bits.Count - start - HeaderLength) / WaypointLength);

    public int Longitude(int waypoint) => bits.Signed(Of(waypoint), 28); // 1/10,000 minute; 181° not available
    public int Latitude(int waypoint) => bits.Signed(Of(waypoint) + 28, 27); // 1/10,000 minute; 91° not available

    private int Of(int waypoint) => start + HeaderLength + (waypoint * WaypointLength);

    private int Number(int offset, int length) => (int)bits.Unsigned(start + offset, length);
}
