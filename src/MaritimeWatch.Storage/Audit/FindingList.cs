namespace MaritimeWatch.Storage.Audit;

/// <summary>Findings of several threads, bounded.</summary>
internal sealed class FindingList
{
    private readonly Lock gate = new();
    private readonly List<AuditFinding> kept = [];
    private long total;

    public long Total => Volatile.Read(ref total);

    public void Add(long number, string what)
    {
        lock (gate)
        {
            total++;
            if (kept.Count < AuditReport.FindingsKept)
            {
                kept.Add(new AuditFinding(number, what));
            }
        }
    }

    /// <summary>By entry; what is about none comes last.</summary>
    public IReadOnlyList<AuditFinding> InOrder()
    {
        lock (gate)
        {
            return [.. kept.OrderBy(finding => finding.Number == 0).ThenBy(finding => finding.Number)];
        }
    }
}
