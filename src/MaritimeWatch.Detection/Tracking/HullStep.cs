using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tracking;

/// <summary>What is to be done with a fix of an MMSI that has been in more than one place.</summary>
/// <param name="Kind">What.</param>
/// <param name="Hull">Whose track it concerns, from 0; -1 when held.</param>
/// <param name="Dropped">How many fixes held before turn out to belong to no track.</param>
/// <param name="Left">For a jump: the last fix before it.</param>
/// <param name="IsScattered">For a jump: whether the fixes since agree with nothing, not even with each other.</param>
internal readonly record struct HullStep(HullStepKind Kind, int Hull, int Dropped, PositionReport Left, bool IsScattered = false);
