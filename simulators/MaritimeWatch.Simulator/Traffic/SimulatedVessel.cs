using MaritimeWatch.Domain;
using MaritimeWatch.Simulator.Motion;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Reception;
using MaritimeWatch.Simulator.Ships;

namespace MaritimeWatch.Simulator.Traffic;

/// <summary>One vessel of the traffic: who she is, what she does, what is heard of her.</summary>
/// <param name="Profile">Who she is.</param>
/// <param name="Motion">Builds what she does; each call gives the same motion from its beginning.</param>
internal sealed record SimulatedVessel(VesselProfile Profile, Func<VesselMotion> Motion)
{
    /// <summary>The same vessel set going.</summary>
    public Voyage Start(int sender, ulong seed, Instant start, IReadOnlyList<IReceptionEffect> feed) => new(this, sender, seed, start, feed);

    /// <summary>A vessel under way through the traffic's time; owned by one thread at a time.</summary>
    internal sealed class Voyage
    {
        private readonly VesselMotion motion;
        private readonly Transponder transponder;
        private readonly Instant start;
        private double next;
        private bool hasLeft;

        internal Voyage(SimulatedVessel vessel, int sender, ulong seed, Instant start, IReadOnlyList<IReceptionEffect> feed)
        {
            motion = vessel.Motion();
            var own = new SeededRandom(seed, vessel.Profile.Mmsi.Value + ((ulong)vessel.Profile.Twin << 32));
            transponder = new Transponder(vessel.Profile, sender, own, feed);
            next = Math.Ceiling(motion.AppearsAt);
            this.start = start;
        }

        /// <summary>What was heard of her during the last call.</summary>
        public List<SimulatedReport> Heard { get; } = [];

        /// <summary>Moves on to just before a number of seconds after the start.</summary>
        public void AdvanceTo(double seconds)
        {
            Heard.Clear();
            for (; next < seconds && !hasLeft; next++)
            {
                if (!motion.Advance(next))
                {
                    hasLeft = true;
                }
                else if (next >= 0)
                {
                    transponder.Report(motion.State, next, start + TimeSpan.FromSeconds(next), Heard);
                }
            }
        }
    }
}
