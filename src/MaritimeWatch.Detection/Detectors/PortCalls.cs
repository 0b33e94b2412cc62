using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>When a vessel last called somewhere: what tells a service there and back from a pattern made at sea.</summary>
/// <remarks>
/// A call is a stop of five minutes in a port, moored by her own word, or of a passenger vessel anywhere; else a formed stop away from
/// every asset. Time that nobody heard her counts as one: she may have turned round anywhere.
/// </remarks>
internal sealed class PortCalls
{
    private const double BesidePortMetres = 500;

    private Instant silenceEnded = Instant.MinValue;

    /// <summary>Event time of the last sample in a call, or of the end of the last silence.</summary>
    public Instant Last { get; private set; } = Instant.MinValue;

    public void Observe(Situation situation)
    {
        if (situation.Track.IsAfterSilence)
        {
            silenceEnded = situation.Now;
            Last = situation.Now;
        }

        var stop = situation.Track.Stop;
        if (!stop.IsStopped || !situation.IsSample || situation.Now - Instant.Max(stop.Since, silenceEnded) < situation.Settings.RepeatedCrossing.CallAfter)
        {
            return;
        }

        if (situation.Fix.Status == NavigationalStatus.Moored
            || IsPassenger(situation.Track)
            || situation.IsIn(ContextCategory.Port, situation.Fix.Position, BesidePortMetres, out _)
            || (stop.IsFormed && !(situation.TryNearest(out var nearest) && nearest.EffectiveMetres <= situation.Settings.Corridor.WatchMetres)))
        {
            Last = situation.Now;
        }
    }

    /// <summary>Passenger ships and high-speed craft: what ferries say they are.</summary>
    public static bool IsPassenger(VesselTrack track) => track.ShipType is { Code: (>= 60 and <= 69) or (>= 40 and <= 49) };
}
