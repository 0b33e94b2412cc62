using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>D3's lift of a drag to critical: at once when an asset line is near enough ahead, back only on three judgements beyond the wider limit.</summary>
internal struct CriticalLatch
{
    private const int SafeJudgements = 3;

    private int safe;

    public bool IsCritical(Situation situation, Episode episode, in Projection projection)
    {
        var options = situation.Settings.Projection;
        var wasCritical = episode.Severity == Severity.Critical;
        if (projection.EarliestLine - situation.Now <= (wasCritical ? options.CriticalExit : options.CriticalAhead))
        {
            safe = 0;
            return true;
        }

        return wasCritical && ++safe < SafeJudgements;
    }
}
