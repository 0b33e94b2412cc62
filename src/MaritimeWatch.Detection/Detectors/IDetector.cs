using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>One rule for one vessel: a small state machine whose memory is its private fields.</summary>
internal interface IDetector
{
    /// <summary>The kind of situation it finds.</summary>
    AlertKind Kind { get; }

    /// <summary>The situation it is in the middle of, raised or held back.</summary>
    Episode Episode { get; }

    /// <summary>How it names itself and its rule.</summary>
    RuleText Rule { get; }

    /// <summary>Whether it must see every fix of the vessel, however ordinary.</summary>
    bool IsAlert { get; }

    /// <summary>Judges the next fix.</summary>
    void Observe(Situation situation);

    /// <summary>Whether a fix that came late, inside the episode, shows that the situation never was.</summary>
    bool IsContradictedBy(Situation situation);
}
