using System.Collections.Immutable;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Weighing;

/// <summary>What the whole picture says to one vessel's finding.</summary>
/// <param name="Kind">Whether it stands.</param>
/// <param name="Reason">Why not, one clause; empty where it stands.</param>
/// <param name="Until">For <see cref="VerdictKind.Wait"/>: when it is judged again at the latest.</param>
/// <param name="Explanations">What was tried, also where it does not apply; goes into the evidence.</param>
internal readonly record struct Verdict(VerdictKind Kind, string Reason, Instant Until, ImmutableArray<Explanation> Explanations)
{
    /// <summary>Nothing to say.</summary>
    public static readonly Verdict Silence = Pass([]);

    /// <summary>It stands.</summary>
    public static Verdict Pass(ImmutableArray<Explanation> explanations) => new(VerdictKind.Pass, "", default, explanations);

    /// <summary>It is explained: listed, not published; where it was published already, lowered to a notice.</summary>
    public static Verdict HoldBack(string reason, ImmutableArray<Explanation> explanations) => new(VerdictKind.HoldBack, reason, default, explanations);

    /// <summary>It stands, one step less severe.</summary>
    public static Verdict Lower(string reason, ImmutableArray<Explanation> explanations) => new(VerdictKind.Lower, reason, default, explanations);

    /// <summary>It is explained for as long as this is said: listed, not published, or lowered to a notice; then it speaks again as severe as it is.</summary>
    public static Verdict Mute(string reason, ImmutableArray<Explanation> explanations) => new(VerdictKind.Mute, reason, default, explanations);

    /// <summary>It waits for the picture to become clear.</summary>
    public static Verdict Wait(Instant until) => new(VerdictKind.Wait, "", until, []);
}
