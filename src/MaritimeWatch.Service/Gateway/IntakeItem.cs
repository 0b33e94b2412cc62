using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Gateway.Merging;

namespace MaritimeWatch.Service.Gateway;

/// <summary>A report on its way to the analyser, and who wants to know what becomes of it.</summary>
/// <param name="Report">The report.</param>
/// <param name="Receipt">Told when the analyser has taken it, or null: then the analyser's loop has it stored.</param>
/// <param name="Number">The report's number on the receipt.</param>
/// <param name="Balance">The balance of its source, which learns its fate, from whoever holds the receipt where there is one; null where nobody keeps one.</param>
/// <param name="Rank">How much it matters where there is no room for all.</param>
/// <param name="GoesOut">Whether it goes out again with the merged feed: it is the first of its transmission that did not come from such a feed itself.</param>
internal readonly record struct IntakeItem(
    AisReport Report, IntakeReceipt? Receipt = null, int Number = 0, SourceBalance? Balance = null, ShedRank Rank = ShedRank.ClassAPosition, bool GoesOut = true)
{
    /// <summary>How far its source was believed when it came.</summary>
    public SourceStanding Standing { get; init; }

    /// <summary>Whether it is a copy whose sender waits for a receipt: it goes behind its first, and is one still where that has a place by then.</summary>
    public bool IsCopy { get; init; }
}
