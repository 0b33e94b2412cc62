using System.Collections.Immutable;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>What a long silence comes to.</summary>
/// <param name="Phase"><see cref="SilencePhase.Dark"/>, <see cref="SilencePhase.HeldBack"/> or <see cref="SilencePhase.Unremarkable"/>.</param>
/// <param name="Reason">Why it is held back; empty otherwise.</param>
/// <param name="IsOut">Whether an outage holds it back: that may last.</param>
/// <param name="IsLost">Whether the passage counts as lost: nothing but she or the place can be to blame.</param>
/// <param name="Explanations">What was tried.</param>
/// <param name="Grounds">The numbers it was decided by.</param>
internal sealed record GapJudgement(
    SilencePhase Phase, string Reason, bool IsOut, bool IsLost, ImmutableArray<Explanation> Explanations, ImmutableArray<Measurement> Grounds)
{
    public static GapJudgement Unremarkable(bool isLost) => new(SilencePhase.Unremarkable, "", false, isLost, [], []);
}
