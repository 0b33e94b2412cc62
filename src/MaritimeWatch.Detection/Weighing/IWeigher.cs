using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Weighing;

/// <summary>One rule that needs more than one vessel: it judges the findings of others, makes findings of its own, or both.</summary>
internal interface IWeigher
{
    /// <summary>Whether findings of a kind are to be put before it.</summary>
    bool Concerns(AlertKind kind);

    /// <summary>Takes the picture as of a whole minute of event time; what it finds itself it adds to <paramref name="findings"/>, situations it explains away to <paramref name="heldBack"/>.</summary>
    void Tick(SeaPicture picture, List<Finding> findings, HeldBackLog heldBack);

    /// <summary>Judges a finding of a kind that <see cref="Concerns"/> named, at an event time not before the picture's.</summary>
    Verdict Judge(Finding finding, SeaPicture picture, Instant now);
}
