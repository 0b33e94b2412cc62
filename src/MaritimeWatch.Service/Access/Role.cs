namespace MaritimeWatch.Service.Access;

/// <summary>What somebody is to the service; what a role may do stands in <see cref="ScopeTable"/>.</summary>
internal enum Role
{
    Viewer,
    Operator,
    Analyst,
    Harness,
    Partner,
    Admin,
}
