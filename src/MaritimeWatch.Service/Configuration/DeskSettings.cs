using MaritimeWatch.Domain.Desk;

namespace MaritimeWatch.Service.Configuration;

/// <summary>What the system does about alerts that nobody sees to.</summary>
internal sealed record DeskSettings
{
    /// <summary>An unacknowledged warning becomes an alarm after this time, as IMO BAM (MSC.302(87)) asks; 1 min to 24 h; design value.</summary>
    public TimeSpan EscalateAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>An acknowledged alert that is still true sounds again after this time; 1 min to 24 h; design value.</summary>
    public TimeSpan AcknowledgeTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The same for the life cycle.</summary>
    public DeskTimes ToTimes() => new(EscalateAfter, AcknowledgeTimeout);
}
