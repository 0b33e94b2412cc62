using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Motion;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Reception;
using MaritimeWatch.Simulator.Ships;

namespace MaritimeWatch.Simulator.Traffic;

/// <summary>Says where a vessel is as an AIS transponder does: at its intervals, with its errors, and not always heard.</summary>
/// <param name="profile">Whose it is.</param>
/// <param name="sender">Index of the vessel in the traffic.</param>
/// <param name="random">Her own.</param>
/// <param name="feed">What happens to everything on its way into the feed.</param>
internal sealed class Transponder(VesselProfile profile, int sender, SeededRandom random, params IReadOnlyList<IReceptionEffect> feed)
{
    private const double StaticIntervalSeconds = 360;
    private const double PositionErrorSeconds = 600;
    private const double WhitePositionMetres = 1.2;
    private const double SpeedSigmaKnots = 0.1;
    private const double DuplicateShare = 0.006;
    private const double CoverageRefreshSeconds = 60;
    private const double TurningDegreesPerSecond = 0.25;

    private double nextPosition = double.NegativeInfinity;
    private double nextStatic = double.NegativeInfinity;
    private double lastPosition;
    private double nextFault = double.PositiveInfinity;
    private double coverageAt = double.NegativeInfinity;
    private double rangeLoss;
    private byte station;
    private double errorEast;
    private double errorNorth;
    private byte staticVersion;

    /// <summary>Reports due at this second, if any, go into <paramref name="heard"/>.</summary>
    public void Report(in VesselState truth, double seconds, Instant time, List<SimulatedReport> heard)
    {
        var state = truth;
        foreach (var effect in profile.Transmission)
        {
            if (!effect.Transmit(ref state, seconds))
            {
                nextPosition = double.NegativeInfinity;
                return;
            }
        }

        if (double.IsNegativeInfinity(nextPosition))
        {
            SwitchOn(state, seconds);
        }

        // A ship that gathers way does not wait for the slot she had at anchor.
        nextPosition = Math.Min(nextPosition, Math.Max(seconds, lastPosition + IntervalSeconds(state)));
        if (seconds < nextPosition && seconds < nextStatic)
        {
            return;
        }

        if (seconds - coverageAt >= CoverageRefreshSeconds)
        {
            // The radio is where the ship is, whatever her GNSS says.
            (station, rangeLoss) = Coverage.At(truth.Position, profile.StationClass, profile.IsThinnedByRange);
            coverageAt = seconds;
        }

        if (seconds >= nextStatic)
        {
            nextStatic += StaticIntervalSeconds;
            if (IsHeard())
            {
                var version = (byte)(profile.ChangesTo is { } change && seconds >= change.Seconds ? 2 : 1);
                if (Deliver(new SimulatedReport(Empty(time), sender, ReportContent.Static, version, station, (int)seconds), heard))
                {
                    staticVersion = version;
                }
            }
        }

        if (seconds >= nextPosition)
        {
            var report = Measure(state, seconds, time);

            // A third of a second cannot be sent on whole seconds: 3 1/3 s becomes 3, 3, 4.
            var interval = IntervalSeconds(state);
            nextPosition = lastPosition + interval;
            if (IsHeard())
            {
                var received = new SimulatedReport(report, sender, ReportContent.Position, staticVersion, station, (int)seconds);
                var isTwice = random.Chance(DuplicateShare);
                if (Deliver(received, heard) && isTwice)
                {
                    Deliver(received with { Station = (byte)((station + 1) % Coverage.Stations.Length) }, heard);
                }
            }
        }
    }

    /// <summary>Seconds between two reports (ITU-R M.1371-5; ais.md section 2.6).</summary>
    internal double IntervalSeconds(in VesselState state)
    {
        var knots = state.SpeedKnots;
        if (profile.StationClass == StationClass.ClassB)
        {
            return knots > 2 ? 30 : 180;
        }

        var status = Status(state);
        if (status is NavigationalStatus.AtAnchor or NavigationalStatus.Moored)
        {
            return knots > 3 ? 10 : 180;
        }

        var isTurning = Math.Abs(state.TurnRate) > TurningDegreesPerSecond;
        return knots switch
        {
            > 23 => 2,
            > 14 => isTurning ? 2 : 6,
            _ => isTurning ? 10.0 / 3 : 10,
        };
    }

    /// <summary>What the crew has entered. The one moment at which even a careless one thinks of it is when she is made fast.</summary>
    private NavigationalStatus Status(in VesselState state) =>
        state.Status == NavigationalStatus.Moored ? state.Status : profile.StuckStatus ?? state.Status;

    private void SwitchOn(in VesselState state, double seconds)
    {
        // The slots of two ships have nothing to do with each other; static data comes at any of its six minutes.
        var interval = IntervalSeconds(state);
        nextPosition = seconds + random.Between(0, interval);
        lastPosition = nextPosition - interval;
        nextStatic = seconds + random.Between(0, StaticIntervalSeconds);
        nextFault = seconds + (profile.PositionFaultSeconds * random.NextUnit());
        errorEast = random.NextNormal() * profile.PositionSigmaMetres;
        errorNorth = random.NextNormal() * profile.PositionSigmaMetres;
    }

    private bool Deliver(SimulatedReport report, List<SimulatedReport> heard)
    {
        foreach (var effect in profile.Reception)
        {
            if (!effect.Receive(ref report))
            {
                return false;
            }
        }

        foreach (var effect in feed)
        {
            if (!effect.Receive(ref report))
            {
                return false;
            }
        }

        heard.Add(report);
        return true;
    }

    private bool IsHeard() => random.NextUnit() >= profile.DropoutShare && random.NextUnit() >= rangeLoss;

    private PositionReport Empty(Instant time) => new(
        time, profile.Mmsi, PositionReport.NoPosition, PositionReport.NoPosition, -1, -1, -1, PositionReport.NoRateOfTurn, profile.StationClass, NavigationalStatus.Undefined, false);

    private PositionReport Measure(in VesselState state, double seconds, Instant time)
    {
        // GNSS errors wander: the error of ten seconds ago is still nearly today's.
        var elapsed = Math.Max(0, seconds - lastPosition);
        var kept = 1 / (1 + (elapsed / PositionErrorSeconds));
        var fresh = Math.Sqrt(1 - (kept * kept)) * profile.PositionSigmaMetres;
        errorEast = (errorEast * kept) + (fresh * random.NextNormal());
        errorNorth = (errorNorth * kept) + (fresh * random.NextNormal());
        lastPosition = nextPosition;

        var east = (state.East / Nautical.MetresPerSecondPerKnot) + (random.NextNormal() * SpeedSigmaKnots);
        var north = (state.North / Nautical.MetresPerSecondPerKnot) + (random.NextNormal() * SpeedSigmaKnots);
        var position = Earth.Moved(
            state.Position, errorEast + (WhitePositionMetres * random.NextNormal()), errorNorth + (WhitePositionMetres * random.NextNormal()));
        var yaw = random.NextNormal() * 0.7;
        var isFaulty = seconds >= nextFault;
        if (isFaulty)
        {
            nextFault += profile.PositionFaultSeconds;
        }

        var isClassA = profile.StationClass == StationClass.ClassA;
        var speed = Math.Sqrt((east * east) + (north * north));
        return new PositionReport(
            time,
            profile.Mmsi,
            isFaulty ? PositionReport.NoPosition : Raw(position.Latitude),
            isFaulty ? PositionReport.NoPosition : Raw(position.Longitude),
            isFaulty ? (short)-1 : (short)Math.Round(speed * 10),
            isFaulty ? (short)-1 : (short)((int)Math.Round(Trigonometry.Bearing(east, north) * 10) % 3600),
            profile.HasHeading ? (short)((int)Math.Round(Angle.Normalise(state.Heading + yaw)) % 360) : (short)-1,
            isClassA && profile.HasHeading ? RateOfTurn(state.TurnRate * 60) : PositionReport.NoRateOfTurn,
            profile.StationClass,
            isClassA ? Status(state) : NavigationalStatus.Undefined,
            false);
    }

    private static int Raw(double degrees) => (int)Math.Round(degrees * PositionReport.RawPerDegree);

    /// <summary>Tenths of a degree a minute, as far as the scale of ITU-R M.1371 (4.733 times the root) keeps them.</summary>
    private static short RateOfTurn(double degreesPerMinute)
    {
        var indicated = Math.Round(4.733 * Math.Sqrt(Math.Min(700, Math.Abs(degreesPerMinute))));
        var kept = indicated / 4.733;
        return (short)(Math.Sign(degreesPerMinute) * Math.Round(kept * kept * 10));
    }
}
