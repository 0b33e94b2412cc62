using MaritimeWatch.Service.Access;

namespace MaritimeWatch.Service.Configuration;

/// <summary>Whom a client certificate stands for.</summary>
internal sealed record CertificateIdentity
{
    /// <summary>The certificate's whole subject, e.g. <c>CN=feed-01, O=Port of Ostend</c>; or <see cref="San"/>.</summary>
    public string? Subject { get; init; }

    /// <summary>One name in its subjectAltName: <c>dns:…</c>, <c>uri:…</c> or <c>email:…</c>.</summary>
    public string? San { get; init; }

    /// <summary>As an audit entry names them.</summary>
    public string Name { get; init; } = "";

    /// <summary>The role; null for a feed, which may hand in traffic and nothing else.</summary>
    public Role? Role { get; init; }

    public IReadOnlyList<Grant> Grants { get; init; } = [];

    /// <summary>The sectors it is bound to; empty for all.</summary>
    public IReadOnlyList<string> Sectors { get; init; } = [];

    /// <summary>The strictest TLP label it may see.</summary>
    public Tlp Clearance { get; init; } = Tlp.Amber;

    /// <summary>A feed's: the one source that it may hand traffic in for.</summary>
    public string? SourceId { get; init; }

    /// <summary>What is wrong with it, or null.</summary>
    internal string? Problem(int index) =>
        Subject is null == San is null ? $"Access:ClientCertificates:Identities:{index} takes either Subject or San"
        : San is not null && !San.StartsWith("dns:", StringComparison.Ordinal) && !San.StartsWith("uri:", StringComparison.Ordinal) && !San.StartsWith("email:", StringComparison.Ordinal)
            ? $"Access:ClientCertificates:Identities:{index}:San is '{San}'; it begins with dns:, uri: or email:"
        : !AccessWords.IsName(Name) ? $"Access:ClientCertificates:Identities:{index}:Name is no name of visible characters"
        : Role is null && string.IsNullOrWhiteSpace(SourceId) ? $"Access:ClientCertificates:Identities:{index} has neither Role nor SourceId"
        : Role != Access.Role.Operator && Grants is not null && Grants.Contains(Grant.ShiftLead) ? $"Access:ClientCertificates:Identities:{index} has the grant ShiftLead, which only an operator can have"
        : null;
}
