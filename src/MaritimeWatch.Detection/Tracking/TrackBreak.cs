using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tracking;

/// <summary>A track that goes on where its hull cannot have sailed to.</summary>
/// <param name="Left">The last fix before.</param>
/// <param name="First">The first fix after.</param>
/// <param name="IsScattered">Whether it took several fixes each of which the one before cannot have reached: no one clock explains that.</param>
/// <param name="Reason">What explains it innocently, one clause, or null.</param>
internal readonly record struct TrackBreak(PositionReport Left, PositionReport First, bool IsScattered = false, string? Reason = null)
{
    /// <summary>Metres between the two.</summary>
    public double Metres { get; } = new LocalPlane(Left.Position).DistanceTo(First.Position);

    /// <summary>Seconds between the two, at least ten.</summary>
    public double Seconds => Math.Max(10, (First.Time - Left.Time).TotalSeconds);

    /// <summary>The speed it would have taken in knots.</summary>
    public double ImpliedKnots => Metres / Seconds / Nautical.MetresPerSecondPerKnot;

    /// <summary>The same with time conceded to clocks that differ.</summary>
    public double ConcededKnots(TimeSpan clockDoubt) => IsScattered ? ImpliedKnots : Metres / (Seconds + clockDoubt.TotalSeconds) / Nautical.MetresPerSecondPerKnot;
}
