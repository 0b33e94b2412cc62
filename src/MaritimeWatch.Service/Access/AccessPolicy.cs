namespace MaritimeWatch.Service.Access;

/// <summary>What a method or an endpoint asks of its callers.</summary>
internal sealed record AccessPolicy
{
    private AccessPolicy(bool isPublic, Scope? scope, bool isStream) => (IsPublic, Scope, IsStream) = (isPublic, scope, isStream);

    /// <summary>Everybody, without any credential.</summary>
    public static AccessPolicy Public { get; } = new(true, null, false);

    /// <summary>Whoever is known, with whatever role.</summary>
    public static AccessPolicy Known { get; } = new(false, null, false);

    public bool IsPublic { get; }

    /// <summary>The scope it takes, or null for none in particular.</summary>
    public Scope? Scope { get; }

    /// <summary>Another scope that is as good, or null.</summary>
    public Scope? Alternative { get; private init; }

    /// <summary>Whether it lasts: counted among the caller's streams, and ended when the credential is.</summary>
    public bool IsStream { get; }

    /// <summary>Whether it tells or changes operational data, so that reach, sectors and label count.</summary>
    public bool IsOperational => Scope is Access.Scope.AlertsRead or Access.Scope.AlertsAcknowledge or Access.Scope.AlertsClose or Access.Scope.AlertsShelve
        or Access.Scope.TracksRead or Access.Scope.Export or Access.Scope.IngestWrite or Access.Scope.RulesDraft or Access.Scope.RulesApprove;

    public static AccessPolicy For(Scope scope) => new(false, scope, false);

    /// <summary>For whoever has either scope.</summary>
    public static AccessPolicy ForEither(Scope scope, Scope alternative) => new(false, scope, false) { Alternative = alternative };

    public AccessPolicy AsStream() => new(IsPublic, Scope, true) { Alternative = Alternative };
}
