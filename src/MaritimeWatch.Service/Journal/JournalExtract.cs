using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Journal;

/// <summary>What a journal holds of some vessels in a period, and how much it can tell.</summary>
internal sealed class JournalExtract
{
    /// <summary>The lines in the order in which they were received, without their ends.</summary>
    public List<byte[]> Lines { get; } = [];

    /// <summary>Where the sources of the period are, by their names.</summary>
    public IReadOnlyDictionary<string, string> Origins { get; set; } = new Dictionary<string, string>();

    /// <summary>Lines of all vessels that were received in the period searched and are not in the journal.</summary>
    public long Shed { get; set; }

    /// <summary>Members of the period that break off.</summary>
    public int CutFiles { get; set; }

    /// <summary>Whether there were more lines than are taken.</summary>
    public bool IsCutShort { get; set; }

    /// <summary>The earliest event that the whole journal holds, or null where it holds none.</summary>
    public Instant? First { get; private set; }

    /// <summary>The latest.</summary>
    public Instant? Last { get; private set; }

    public void Kept(JournalMember member)
    {
        First = JournalBatch.Earlier(First, member.FirstEvent ?? member.FirstReceived);
        Last = JournalBatch.Later(Last, member.LastEvent ?? member.LastReceived);
    }
}
