using System.Globalization;
using MaritimeWatch.Storage;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Hosting;

/// <summary>What goes wrong around the service while it runs: said on <c>/readyz</c> for as long as it lasts, and in the log once.</summary>
internal sealed class ServiceTroubles(ServiceHealth health, ILogger log)
{
    /// <summary>The store has begun to refuse, or writes again.</summary>
    public void Fault(StoreFault fault, string path)
    {
        health.StoreIs(fault, path);
        if (fault == StoreFault.None)
        {
            log.LogInformation("the store '{Path}' can be written again", path);
        }
        else
        {
            log.LogError("{Reason}; alerts wait and reports are not stored until this is mended", health.NotReadyBecause);
        }
    }

    /// <summary>Something that is stored cannot be read.</summary>
    public void Damage(StoreException failure)
    {
        if (failure.Fault == StoreFault.Away)
        {
            // Nothing is damaged: what is missing is missing from this run's analysis alone.
            health.Note("tracks read", $"the analysis began without the last stored hours: {failure.Message}");
            log.LogWarning("the analysis begins without the last stored hours: {Reason}", failure.Message);
            return;
        }

        if (health.StoreIsDamaged(failure.Message))
        {
            log.LogError("{Reason}; what can be read is served", failure.Message);
        }
    }

    /// <summary>The machine's clock has leapt, or agrees again.</summary>
    public void Leap(TimeSpan? ahead)
    {
        if (ahead is not { } leap)
        {
            health.Note("clock", null);
            log.LogWarning("the machine's clock and the service's time agree again");
            return;
        }

        var isAhead = leap > TimeSpan.Zero;
        var advice = isAhead ? "it is taken over when it lasts a minute" : "the service keeps its own: restart it if the machine is right";
        var note = string.Create(
            CultureInfo.InvariantCulture, $"the machine's clock is {leap.Duration().TotalSeconds:0} s {(isAhead ? "ahead of" : "behind")} the service's time; {advice}");
        health.Note("clock", note);
        log.LogWarning("{Note}", note);
    }

    /// <summary>The store holds what lies in the future.</summary>
    public void Future(Domain.Instant newest)
    {
        var note = $"the store holds positions up to {newest}, later than this machine's clock; they are left out of the analysis";
        health.Note("future", note);
        log.LogWarning("{Note}", note);
    }

    /// <summary>
    /// Reads where everybody was last before somebody asks, then looks at every page, once after each start: damage is found before somebody needs what is damaged.
    /// </summary>
    public void LookAt(SqliteStore store, CancellationToken cancellation)
    {
        try
        {
            store.Tracks.ReadRecentPositions(new Domain.Vessels.Mmsi(0), 1, cancellation);
        }
        catch (Exception failure) when (failure is StoreException or OperationCanceledException or ObjectDisposedException)
        {
            // Told already by the reader, or the service stops.
        }

        try
        {
            if (store.Check(cancellation) is { } damage && health.StoreIsDamaged(damage))
            {
                log.LogError("{Damage}; what can be read is served", damage);
            }
        }
        catch (Exception failure) when (failure is StoreException or OperationCanceledException or ObjectDisposedException)
        {
            // Told already, or the service stops.
        }
    }
}
