namespace MaritimeWatch.Simulator.Ships;

/// <summary>What is built alike: the bounds from which a hull of a kind is drawn.</summary>
/// <param name="ShipType">ITU-R M.1371 code; tens only, which is all that a Danish row keeps.</param>
/// <param name="ShortestMetres">Length overall, least.</param>
/// <param name="LongestMetres">Length overall, most.</param>
/// <param name="Slenderness">Length over breadth.</param>
/// <param name="BridgeShare">Share of the length from the antenna to the bow.</param>
/// <param name="DraughtShare">Draught over breadth.</param>
/// <param name="SlowestKnots">Service speed, least.</param>
/// <param name="FastestKnots">Service speed, most.</param>
internal sealed record HullKind(
    byte ShipType, int ShortestMetres, int LongestMetres, double Slenderness, double BridgeShare, double DraughtShare, double SlowestKnots, double FastestKnots)
{
    public static readonly HullKind Tanker = new(80, 140, 245, 6.6, 0.83, 0.33, 11, 13.8);
    public static readonly HullKind Container = new(70, 140, 366, 7.2, 0.62, 0.27, 13, 19);
    public static readonly HullKind Bulker = new(70, 150, 229, 6.8, 0.85, 0.35, 10.5, 13.5);
    public static readonly HullKind Coaster = new(70, 78, 120, 6.6, 0.86, 0.38, 8.5, 12);
    public static readonly HullKind Ferry = new(60, 160, 215, 6.8, 0.2, 0.22, 17, 20);
    public static readonly HullKind Trawler = new(30, 18, 42, 3.9, 0.35, 0.4, 8, 10.5);
    public static readonly HullKind CableShip = new(33, 115, 140, 6.2, 0.25, 0.33, 10, 12);
    public static readonly HullKind Dredger = new(33, 95, 160, 5.8, 0.3, 0.33, 9, 12);
    public static readonly HullKind SurveyShip = new(33, 60, 90, 5.2, 0.35, 0.33, 9, 12);
    public static readonly HullKind ResearchShip = new(90, 55, 95, 5.2, 0.35, 0.33, 9, 12);
    public static readonly HullKind TowingTug = new(31, 28, 48, 3.2, 0.4, 0.4, 8, 11);
    public static readonly HullKind FastFerry = new(60, 90, 115, 4.4, 0.3, 0.13, 28, 32);
    public static readonly HullKind PilotTender = new(50, 18, 28, 3.6, 0.4, 0.25, 14, 22);
    public static readonly HullKind CrewTransfer = new(40, 20, 30, 3, 0.35, 0.2, 16, 22);
    public static readonly HullKind Yacht = new(36, 9, 16, 3.2, 0.5, 0.5, 4.5, 6.5);
    public static readonly HullKind MotorYacht = new(37, 9, 18, 3.3, 0.5, 0.25, 7, 12);
}
