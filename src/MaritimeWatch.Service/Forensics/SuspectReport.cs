using MaritimeWatch.Detection.Passages;

namespace MaritimeWatch.Service.Forensics;

/// <summary>Who passed the stretch about the time of a fault, ranked.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Passages">The stretch.</param>
/// <param name="Ranked">Ships, the most to look at first.</param>
/// <param name="Apart">Fishing vessels and small craft, likewise.</param>
/// <param name="Searched">Vessels that were looked at.</param>
/// <param name="Cautions">What the report cannot know, beside what no such report can.</param>
internal sealed record SuspectReport(
    FaultQuestion Question, AssetPassages Passages, IReadOnlyList<Suspect> Ranked, IReadOnlyList<Suspect> Apart, int Searched, IReadOnlyList<string> Cautions)
{
    /// <summary>What stands above every report.</summary>
    public const string Wording =
        "A ranked list of what vessels transmitted about the time and place of a fault. It is no accusation: correlation is not attribution, positions and names are as transmitted, and a vessel without AIS is not in it.";
}
