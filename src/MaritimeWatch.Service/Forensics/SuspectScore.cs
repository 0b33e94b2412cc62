using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Service.Forensics;

/// <summary>How much there is to look at in a vessel: a plain sum of eight terms, at most 100 points. No probability, and no measure of guilt.</summary>
/// <remarks>
/// <para>
/// Place and time weigh 40, because a ship that was elsewhere did nothing; what an anchor on the seabed does to a ship weighs 36 (speed 16, what follows 14, drift 6); what
/// merely deserves a question weighs 24 (silence 8, alerts 8, identity 4, size 4). Every term only grows with its evidence, so more evidence never lowers a rank, and
/// nothing depends on what else is in the list. The weights are design values, argued in docs/forensics.md.
/// </para>
/// </remarks>
internal static class SuspectScore
{
    private const double PlaceAndTime = 40;
    private const double Speed = 16;
    private const double Drag = 14;
    private const double Drift = 6;
    private const double Silence = 8;
    private const double Alerts = 8;
    private const double Identity = 4;
    private const double Size = 4;

    // Within the window, the stated time is still the best guess.
    private const double AtTheEdge = 0.9;

    // A cable may be dragged for a while before it parts; it does not part before it is touched.
    private const double HalvesBeforeSeconds = 15 * 60;
    private const double HalvesAfterSeconds = 5 * 60;

    private const double LeastLossKnots = 0.4;
    private const double LeastLossShare = 0.05;
    private const double FullLossKnots = 1.0;
    private const double FullLossShare = 0.10;
    private const double ThreeSigmaFloorKnots = 0.3;

    /// <summary>The terms, always all eight and in this order.</summary>
    public static IReadOnlyList<ScoreTerm> Terms(SuspectFacts facts) =>
    [
        Term("place and time", PlaceAndTime, Certainty(facts) * Timeliness(facts)),
        Term("speed", Speed, SpeedShare(facts)),
        Term("drag", Drag, DragShare(facts)),
        Term("drift", Drift, Ramp(facts.DriftMinutes, 5, 20)),
        Term("silence", Silence, Ramp(facts.SilenceMinutes, 0, 30)),
        Term("alerts", Alerts, facts.Alerts.Select(AlertShare).DefaultIfEmpty(0).Max()),
        Term("identity", Identity, Math.Min(1, facts.Oddities / 2.0)),
        Term("size", Size, facts.LengthMetres is not { } metres ? 0.5 : metres >= 40 ? 1 : 0),
    ];

    /// <summary>The sum, 0 to 100.</summary>
    public static double Sum(IReadOnlyList<ScoreTerm> terms) => Math.Round(terms.Sum(term => term.Points), 1);

    /// <summary>The least loss of speed that counts, in knots: tier a of D2.</summary>
    public static double LeastLoss(double baselineKnots, double sigmaKnots) =>
        Math.Max(Math.Max(LeastLossKnots, LeastLossShare * baselineKnots), Math.Max(ThreeSigmaFloorKnots, 3 * sigmaKnots));

    /// <summary>The loss of speed that counts in full: tier b of D2.</summary>
    public static double FullLoss(double baselineKnots, double sigmaKnots) =>
        Math.Max(Math.Max(FullLossKnots, FullLossShare * baselineKnots), LeastLoss(baselineKnots, sigmaKnots) * 1.5);

    private static double Certainty(SuspectFacts facts) => facts.Presence switch
    {
        PresenceKind.Crossed => 1,
        PresenceKind.SilentAcross => 0.75,
        PresenceKind.Neared => 0.6 * (1 - Math.Clamp(facts.AwayShare, 0, 1)),
        PresenceKind.SilentInReach => 0.35,

        // In two hours she can be anywhere within 24 nm, in eight within a hundred.
        _ => 0.2 - (0.1 * Ramp(facts.StaleHours, 2, 8)),
    };

    private static double Timeliness(SuspectFacts facts)
    {
        var off = Math.Abs(facts.OffsetSeconds);
        if (off <= facts.PlusMinusSeconds)
        {
            return facts.PlusMinusSeconds == 0 ? 1 : 1 - ((1 - AtTheEdge) * off / facts.PlusMinusSeconds);
        }

        var beyond = off - facts.PlusMinusSeconds;
        return AtTheEdge / (1 + (beyond / (facts.OffsetSeconds < 0 ? HalvesBeforeSeconds : HalvesAfterSeconds)));
    }

    private static double SpeedShare(SuspectFacts facts)
    {
        if (facts.BaselineKnots is not { } baseline || facts.LossKnots < LeastLoss(baseline, facts.SigmaKnots))
        {
            return 0;
        }

        var (least, full) = (LeastLoss(baseline, facts.SigmaKnots), FullLoss(baseline, facts.SigmaKnots));

        // Half for a loss that is only just one; a turn or a berth explains most of it away, and not all: whoever drags may turn, too.
        return (0.5 + (0.5 * Ramp(facts.LossKnots, least, full))) * (facts.IsLossExplained ? 0.4 : 1);
    }

    // What an anchor does after the bite: the strongest sign counts, and a second one half.
    private static double DragShare(SuspectFacts facts)
    {
        Span<double> signs =
        [
            Ramp(facts.SlowMinutes, 5, 20) * 0.7,
            Ramp(facts.CrabShiftDegrees, 5, 15) * 0.6,
            Ramp(facts.SternFirstMinutes, 3, 6),
        ];
        signs.Sort();
        return Math.Min(1, signs[2] + (signs[1] / 2));
    }

    private static double AlertShare(AlertKind kind) => kind switch
    {
        AlertKind.PoweredDrag or AlertKind.DragAtAnchor => 1,
        AlertKind.AnchoredOnAsset or AlertKind.Drifting => 0.75,
        AlertKind.DarkGap or AlertKind.Loitering or AlertKind.RepeatedCrossing or AlertKind.Trawling => 0.5,
        AlertKind.KinematicSpoof or AlertKind.DuplicateMmsi or AlertKind.IdentityChange or AlertKind.ImplausiblePosition => 0.4,
        AlertKind.RestrictedArea or AlertKind.RouteDeviation => 0.25,
        _ => 0,
    };

    private static double Ramp(double value, double from, double to) => double.IsNaN(value) ? 0 : Math.Clamp((value - from) / (to - from), 0, 1);

    private static ScoreTerm Term(string name, double most, double share) => new(name, Math.Round(most * share, 1), most);
}
