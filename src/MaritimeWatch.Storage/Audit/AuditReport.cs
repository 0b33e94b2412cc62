using System.Globalization;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Storage.Audit;

/// <summary>What a verification came to.</summary>
public sealed record AuditReport
{
    /// <summary>Findings that are kept; the rest are counted.</summary>
    public const int FindingsKept = 1_000;

    /// <summary>What is wrong, by entry; empty when nothing is.</summary>
    public required IReadOnlyList<AuditFinding> Findings { get; init; }

    /// <summary>How many there are, those that are not kept counted.</summary>
    public required long FindingsTotal { get; init; }

    /// <summary>Entries verified.</summary>
    public required long Entries { get; init; }

    /// <summary>Alert events and transitions held against their entries.</summary>
    public required long Rows { get; init; }

    /// <summary>The end of the chain when the verification began.</summary>
    public required AuditHead Head { get; init; }

    /// <summary>When the first entry that was verified was made; null where there is none.</summary>
    public required Instant? First { get; init; }

    /// <summary>Checkpoints within the log whose signatures hold.</summary>
    public required int Signed { get; init; }

    /// <summary>Checkpoints outside the log that fit it; null where no file of them was given.</summary>
    public required int? Outside { get; init; }

    /// <summary>The last entry that a checkpoint outside covers, or 0.</summary>
    public required long CoveredOutside { get; init; }

    /// <summary>The last entry that a checkpoint within the log covers, or 0.</summary>
    public required long CoveredInside { get; init; }

    /// <summary>What a verification could not check, one sentence each.</summary>
    public required IReadOnlyList<string> Unchecked { get; init; }

    /// <summary>Whether nothing was found.</summary>
    public bool IsWhole => FindingsTotal == 0;

    /// <summary>The summary, a line for each fact.</summary>
    public IEnumerable<string> Summary()
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"entries      {Entries:N0}{(First is { } first ? $", {first} to {Head.Time}" : "")}");
        yield return string.Create(CultureInfo.InvariantCulture, $"alerts       {Rows:N0} events and transitions as they were entered");
        yield return $"head         {Head.Number} {Convert.ToHexStringLower(Head.Hash)}";
        yield return string.Create(CultureInfo.InvariantCulture, $"checkpoints  {Signed:N0} signed in the log, the last covers entry {CoveredInside}");
        yield return Outside is { } outside
            ? string.Create(CultureInfo.InvariantCulture, $"outside      {outside:N0} checkpoints fit, the last covers entry {CoveredOutside}")
            : "outside      no file of checkpoints was given";
        foreach (var gap in Unchecked)
        {
            yield return $"not checked  {gap}";
        }
    }
}
