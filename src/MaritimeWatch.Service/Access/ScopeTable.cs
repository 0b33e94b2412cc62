namespace MaritimeWatch.Service.Access;

/// <summary>Who may do what: the table of six roles and two grants, row by row.</summary>
internal static class ScopeTable
{
    private const Reach No = Reach.None;
    private const Reach Yes = Reach.Live;
    private const Reach Own = Reach.Exercise;
    private const Reach Few = Reach.Shared;

    private static readonly Dictionary<Scope, Row> Rows = new()
    {
        //                                viewer operator analyst harness partner admin  shift_lead audit
        [Scope.AlertsRead] = new(Yes, Yes, Yes, Own, Few, No, No, Yes),
        [Scope.AlertsAcknowledge] = new(No, Yes, No, Own, No, No, No, No),
        [Scope.AlertsClose] = new(No, Yes, No, Own, No, No, No, No),
        [Scope.AlertsShelve] = new(No, No, No, No, No, No, Yes, No),
        [Scope.TracksRead] = new(Yes, Yes, Yes, Own, No, No, No, Yes),
        [Scope.Export] = new(No, No, Yes, No, No, No, Yes, No),
        [Scope.RulesDraft] = new(No, No, Yes, No, No, No, No, No),
        [Scope.RulesApprove] = new(No, No, No, No, No, No, Yes, No),
        [Scope.IngestWrite] = new(No, No, No, Own, No, No, No, No),
        [Scope.Replay] = new(No, No, Yes, Yes, No, No, No, No),
        [Scope.Administer] = new(No, No, No, No, No, Yes, No, No),
        [Scope.AuditRead] = new(No, No, No, No, No, No, Yes, Yes),
        [Scope.Diagnostics] = new(No, No, No, No, No, Yes, No, No),
    };

    /// <summary>Whose data a role reaches.</summary>
    public static Reach Of(Role role, Scope scope) => role switch
    {
        Role.Viewer => Rows[scope].Viewer,
        Role.Operator => Rows[scope].Operator,
        Role.Analyst => Rows[scope].Analyst,
        Role.Harness => Rows[scope].Harness,
        Role.Partner => Rows[scope].Partner,
        Role.Admin => Rows[scope].Admin,
        _ => Reach.None,
    };

    /// <summary>Whose data a grant adds; a shift is led by an operator, so that grant gives nothing to anybody else.</summary>
    public static Reach Of(Grant grant, IEnumerable<Role> roles, Scope scope) => grant switch
    {
        Grant.ShiftLead => roles.Contains(Role.Operator) ? Rows[scope].ShiftLead : Reach.None,
        Grant.Audit => Rows[scope].Audit,
        _ => Reach.None,
    };

    private sealed record Row(Reach Viewer, Reach Operator, Reach Analyst, Reach Harness, Reach Partner, Reach Admin, Reach ShiftLead, Reach Audit);
}
