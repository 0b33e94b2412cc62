using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Service.Audit;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Storage.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Access;

/// <summary>Stands before everything that is served: who calls, whether they may, whether it is too much. What has no policy is closed.</summary>
internal sealed class AccessGate : IDisposable
{
    /// <summary>How soon a running stream ends whose credential is revoked or has expired.</summary>
    private static readonly TimeSpan RecheckInterval = TimeSpan.FromSeconds(5);

    private readonly AccessSettings settings;
    private readonly ILogger log;
    private readonly AuditTrail audit;
    private readonly Credentials credentials;
    private readonly ServerTls? tls;
    private readonly Quotas quotas;
    private readonly LockOuts lockOuts;
    private readonly LiveStreams streams = new();
    private readonly ITimer? rechecking;

    private AccessGate(ServiceSettings all, TimeProvider clock, ILogger log, AuditTrail audit)
    {
        (settings, this.log, this.audit) = (all.Access, log, audit);
        IsOpen = !settings.IsRequired(all.IsLoopback());
        credentials = new Credentials(settings, clock, log, new CredentialRecord(audit));
        tls = settings.Tls.IsOn() ? new ServerTls(settings.Tls, settings.ClientCertificates, log, new CredentialRecord(audit)) : null;
        quotas = new Quotas(settings.RequestsPerSecond, settings.Streams, clock);
        lockOuts = new LockOuts(settings.BadTokens, settings.LockOut, clock);
        rechecking = IsOpen ? null : clock.CreateTimer(_ => Recheck(), null, RecheckInterval, RecheckInterval);
    }

    /// <summary>Whether nobody is asked who they are.</summary>
    public bool IsOpen { get; }

    public bool HasTls => tls is not null;

    /// <summary>Files whose newest state is not in force, and why.</summary>
    public IEnumerable<string> Problems => tls?.Problem is { } problem ? [.. credentials.Problems, problem] : credentials.Problems;

    /// <exception cref="CommandFailedException">A file that the settings name cannot be used.</exception>
    public static AccessGate Create(ServiceSettings settings, TimeProvider clock, ILogger log, AuditTrail audit)
    {
        try
        {
            return new AccessGate(settings, clock, log, audit);
        }
        catch (InvalidDataException failure)
        {
            throw new CommandFailedException($"access: {failure.Message}. A file of tokens is made by 'maritimewatch token create'");
        }
    }

    /// <summary>Serves an endpoint over TLS where that is configured.</summary>
    public void Secure(ListenOptions endpoint) => tls?.Secure(endpoint);

    /// <summary>Mutual TLS for a port that takes NMEA 0183: whoever shows the certificate of somebody who may hand traffic in is heard; null without TLS and authorities.</summary>
    public TrafficTls? ForTraffic() => tls is null || settings.ClientCertificates.Authorities is null ? null : new TrafficTls(tls, certificate =>
        credentials.Identify([], certificate) is { Caller: { } caller }
            ? Forbidden(caller, AccessPolicy.For(Scope.IngestWrite)) is null ? null : $"{caller.Name} may not hand traffic in"
            : "its certificate is revoked, has expired, or is nobody's who is known here");

    /// <summary>Puts the gate before whatever comes after it; behind routing, so that endpoints are known.</summary>
    public void Guard(IApplicationBuilder app, GrpcServer grpc)
    {
        if (IsOpen)
        {
            log.LogWarning("access: OPEN, nobody is asked who they are and everybody on this machine may do everything; name credentials under Access in the configuration to change that");
        }

        app.Use(next => http => AdmitAsync(http, grpc.Takes(http.Request), next));
    }

    /// <summary>Ends the streams whose credential holds no more; done every few seconds by itself.</summary>
    public int Recheck()
    {
        var cut = streams.Recheck();
        if (cut > 0)
        {
            log.LogWarning("access: {Count} streams were cut, their credentials hold no more", cut);
            audit.Note(AuditActions.AccessStreamsCut, AuditRecord.System, "", "streams", detail: new { count = cut });
        }

        return cut;
    }

    /// <summary>Why a caller may not have what a scope reaches on this service, or null: for calls that take more than their policy asks.</summary>
    public Refusal? Refuses(Caller caller, Scope scope) => IsOpen ? null : Forbidden(caller, AccessPolicy.For(scope));

    public void Dispose() => rechecking?.Dispose();

    private async Task AdmitAsync(HttpContext http, bool isGrpc, RequestDelegate next)
    {
        foreach (var name in http.Request.Headers.Keys.Where(name => name.StartsWith(Caller.HeaderPrefix, StringComparison.OrdinalIgnoreCase)).ToList())
        {
            http.Request.Headers.Remove(name);
        }

        // gRPC is no simple request: without leave, which nobody is given, a browser does not send it across origins.
        if (!isGrpc && BrowserGuard.Refuses(http.Request, IsOpen) is { } foreign)
        {
            await RefuseAsync(http, foreign, null, isGrpc);
            return;
        }

        var policy = isGrpc ? AccessPolicies.OfMethod(http.Request.Path.Value ?? "") : AccessPolicies.OfEndpoint(http.GetEndpoint());
        if (IsOpen || policy is { IsPublic: true })
        {
            (IsOpen ? Caller.Local : Caller.Nobody).Attach(http, isGrpc);
            await next(http);
            return;
        }

        var (caller, refusal) = Judge(http, policy);
        if (caller is null || refusal is not null)
        {
            await RefuseAsync(http, refusal!, caller, isGrpc);
            return;
        }

        var stream = policy!.IsStream ? quotas.OpenStream(caller.QuotaKey) : null;
        if (policy.IsStream && stream is null)
        {
            await RefuseAsync(http, Refusal.Quota($"{settings.Streams} streams are open already", TimeSpan.FromSeconds(1)), caller, isGrpc);
            return;
        }

        using (stream)
        using (policy.IsStream ? streams.Watch(http, StillHolds(http)) : null)
        {
            caller.Attach(http, isGrpc);
            await next(http);
        }
    }

    private (Caller? Caller, Refusal? Refusal) Judge(HttpContext http, AccessPolicy? policy)
    {
        var address = http.Connection.RemoteIpAddress;
        var authorization = http.Request.Headers.Authorization;
        if (authorization.Count > 0 && lockOuts.Remaining(address) is var wait && wait > TimeSpan.Zero)
        {
            return (null, Refusal.LockedOut(wait));
        }

        var identification = credentials.Identify(authorization.ToArray(), http.Connection.ClientCertificate);
        if (identification.Caller is not { } caller)
        {
            if (identification.Refusal!.IsGuess && lockOuts.Count(address))
            {
                log.LogWarning("access: {Address} is locked out for {Duration} after {Count} bad tokens", address, settings.LockOut, settings.BadTokens);
                audit.NoteFolded(AuditActions.AccessLockedOut, AuditRecord.System, AuditClient.Of(address, null), $"{address}", $"for {settings.LockOut.TotalSeconds:0} s, after {settings.BadTokens} bad tokens");
            }

            return (null, identification.Refusal);
        }

        return (caller, Forbidden(caller, policy) ?? (quotas.TakeRequest(caller.QuotaKey) is var pause && pause > TimeSpan.Zero
            ? Refusal.Quota($"more than {settings.RequestsPerSecond} requests in a second", pause)
            : null));
    }

    /// <summary>Why a caller may not, or null.</summary>
    private Refusal? Forbidden(Caller caller, AccessPolicy? policy)
    {
        if (policy is null)
        {
            return Refusal.OutOfReach("this has no policy, so nobody may call it");
        }

        if (policy.Scope is not { } scope)
        {
            return null;
        }

        var (reach, other) = (caller.ReachOf(scope), policy.Alternative is { } alternative ? caller.ReachOf(alternative) : Reach.None);
        reach = other > reach ? other : reach;
        return reach == Reach.None ? Refusal.Scope(scope)
            : !policy.IsOperational ? null
            : reach == Reach.Exercise && !settings.Data.Exercise ? Refusal.OutOfReach("a harness reaches its own exercise alone, and this service is live")
            : reach == Reach.Shared && !settings.Data.SharedWithPartners ? Refusal.OutOfReach("this is not shared with partners")
            : settings.Data.Marking > caller.Clearance ? Refusal.OutOfReach($"this is marked TLP {AccessWords.Of(settings.Data.Marking)}, above the caller's clearance")
            : caller.Sectors.Count > 0 && (settings.Data.Sectors.Count == 0 || settings.Data.Sectors.Except(caller.Sectors).Any()) ? Refusal.OutOfReach("the caller is bound to other sectors")
            : null;
    }

    /// <summary>Asks again with what was shown at the beginning; a guess that is none any more counts for nothing.</summary>
    private Func<bool> StillHolds(HttpContext http)
    {
        var (authorization, certificate) = (http.Request.Headers.Authorization.ToArray(), http.Connection.ClientCertificate);
        return () => credentials.Identify(authorization, certificate).Caller is not null;
    }

    private Task RefuseAsync(HttpContext http, Refusal refusal, Caller? caller, bool isGrpc)
    {
        // What a stranger sent stays out of the log: the path only where it is one of ours, and never a credential.
        var path = http.Request.Path.Value ?? "";
        var known = isGrpc ? (AccessPolicies.Methods.ContainsKey(path) ? path : "a gRPC method that is not known") : (http.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText ?? "a path that is not known";
        log.LogInformation("access: {Reason} for {Caller} from {Address} to {Path}", refusal.Reason, caller?.Name ?? "nobody", http.Connection.RemoteIpAddress, known);
        audit.NoteFolded(AuditActions.AccessRefused, caller?.Name ?? Caller.Nobody.Name, AuditClient.Of(http.Connection.RemoteIpAddress, caller), known, refusal.Reason);
        return RefusalResponse.WriteAsync(http, refusal, isGrpc);
    }
}
