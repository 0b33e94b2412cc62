namespace MaritimeWatch.Service.Access;

/// <summary>Labels of the Traffic Light Protocol 2.0 (FIRST), each stricter than the one before.</summary>
internal enum Tlp
{
    Clear,
    Green,
    Amber,
    AmberStrict,
    Red,
}
