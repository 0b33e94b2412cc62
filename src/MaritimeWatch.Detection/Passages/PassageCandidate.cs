namespace MaritimeWatch.Detection.Passages;

/// <summary>A place on a way between two fixes that may become a <see cref="PassagePoint"/>.</summary>
/// <param name="Leg">The two fixes, the way between them and the fastest she could have gone.</param>
/// <param name="Share">The share of the time between the fixes.</param>
/// <param name="Foot">The nearest point of the stretch.</param>
internal readonly record struct PassageCandidate(SailedLeg Leg, double Share, StretchFoot Foot);
