using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Queries;

/// <summary>Who a vessel was at a moment: ships change names and owners, and a question about last year is about who she was then.</summary>
internal sealed class VesselNames(ITrackStore tracks)
{
    /// <summary>What she had said of herself by a moment; of what she had not yet said by then, what she said first.</summary>
    public Vessel At(Mmsi mmsi, Instant time, CancellationToken cancellation) => TrackMessages.Named(mmsi, Said(mmsi, time, Refused.Read(() => tracks.ReadStaticHistory(mmsi, cancellation))));

    /// <summary>The same as it is stored; null where she said nothing.</summary>
    /// <param name="mmsi">Who.</param>
    /// <param name="time">The moment.</param>
    /// <param name="spells">All that she said.</param>
    public StoredVessel? Said(Mmsi mmsi, Instant time, IReadOnlyList<StaticSpell> spells)
    {
        if (spells.Count == 0)
        {
            return Refused.Read(() => tracks.GetVessel(mmsi));
        }

        // Class B says her name and her size in two messages, so each kind of message has its own word.
        var words = spells.GroupBy(spell => (spell.Static.MessageType, spell.Static.Feed))
            .Select(kind => kind.LastOrDefault(spell => spell.Since <= time) ?? kind.First()).OrderBy(spell => spell.Since).ToList();
        var said = words.Select(spell => spell.Static).Aggregate((earlier, later) => earlier.UpdatedBy(later));
        return new StoredVessel(words.Max(spell => spell.Until > time && spell.Since <= time ? time.WholeSecond : spell.Until), said);
    }

    /// <summary>What she said of herself last.</summary>
    public Vessel Last(Mmsi mmsi) => TrackMessages.Named(mmsi, Refused.Read(() => tracks.GetVessel(mmsi)));
}
