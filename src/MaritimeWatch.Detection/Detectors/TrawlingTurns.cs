using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>The zig-zag of a tow: course changes between samples at towing speed.</summary>
internal sealed class TrawlingTurns
{
    // A round turn with the gear down takes minutes: what turns on within these is the same turn.
    private static readonly TimeSpan SameTurn = TimeSpan.FromMinutes(10);

    // A slow bend is one course: the reference goes with it, a fifth of the way at each sample.
    private const double FollowsBends = 0.2;

    private readonly Queue<Instant> turns = new();
    private double reference = double.NaN;
    private Instant lastTurn = Instant.MinValue;
    private int samplesOff;

    /// <summary>Course changes within the window.</summary>
    public int Count => turns.Count;

    /// <summary>Takes a sample at towing speed.</summary>
    public void Observe(Instant time, float course, TrawlingOptions options)
    {
        Expire(time, options);
        if (float.IsNaN(course))
        {
            return;
        }

        if (double.IsNaN(reference))
        {
            reference = course;
            return;
        }

        if (Angle.Between(course, reference) <= options.TurnDegrees)
        {
            samplesOff = 0;
            reference = Angle.Normalise(reference + (FollowsBends * Angle.Turn(reference, course)));
            return;
        }

        if (++samplesOff < 2)
        {
            return;
        }

        reference = course;
        samplesOff = 0;
        if (time - lastTurn >= SameTurn)
        {
            turns.Enqueue(time);
            lastTurn = time;
        }
    }

    /// <summary>Turns that are too long ago count no more.</summary>
    public void Expire(Instant time, TrawlingOptions options)
    {
        while (turns.Count > 0 && time - turns.Peek() > options.TurnWindow)
        {
            turns.Dequeue();
        }
    }

    /// <summary>The course before a silence says nothing about the one after it.</summary>
    public void Interrupt()
    {
        reference = double.NaN;
        samplesOff = 0;
    }
}
