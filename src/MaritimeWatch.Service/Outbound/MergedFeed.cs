using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Gateway.Merging;

namespace MaritimeWatch.Service.Outbound;

/// <summary>What the analyser has taken on its way out again: each transmission once, whoever heard it, and not what came from another service's merged feed alone.</summary>
/// <remarks>The merger lets copies through on purpose, where the first may yet be shed or its source is not to be believed (decision 0716): the analyser has both, readers outside get one.</remarks>
/// <param name="outputs">Where it goes; none where nothing is configured.</param>
internal sealed class MergedFeed(IReadOnlyList<IReportOutput> outputs)
{
    /// <summary>Transmissions that are remembered; the newer takes the place of the older. 1 MiB.</summary>
    private const int Remembered = 1 << 16;

    private readonly Lock gate = new();
    private readonly (ulong Key, long Seconds)[] gone = new (ulong, long)[outputs.Count == 0 ? 0 : Remembered];

    /// <summary>Hands a report to every output, unless its transmission has gone out; never waits. Called by any thread.</summary>
    public void Offer(in AisReport report)
    {
        if (outputs.Count == 0 || HasGone(report))
        {
            return;
        }

        for (var output = 0; output < outputs.Count; output++)
        {
            outputs[output].Offer(report);
        }
    }

    private bool HasGone(in AisReport report)
    {
        var key = Transmission.Of(report);
        var seconds = report.Time.UnixSeconds;
        lock (gate)
        {
            ref var place = ref gone[(int)((key * 0x9E37_79B9_7F4A_7C15UL) >> 48)];
            if (place.Key == key && Math.Abs(place.Seconds - seconds) <= (long)ReportMerger.Window.TotalSeconds)
            {
                return true;
            }

            place = (key, seconds);
            return false;
        }
    }
}
