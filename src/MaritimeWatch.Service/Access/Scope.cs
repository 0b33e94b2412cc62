namespace MaritimeWatch.Service.Access;

/// <summary>What can be done, one row of the table of roles each.</summary>
internal enum Scope
{
    AlertsRead,

    /// <summary>Acknowledge, comment, assign.</summary>
    AlertsAcknowledge,

    /// <summary>Close with a disposition.</summary>
    AlertsClose,
    AlertsShelve,
    TracksRead,

    /// <summary>Exports and evidence bundles.</summary>
    Export,

    /// <summary>Propose a change of rules or assets.</summary>
    RulesDraft,

    /// <summary>Let somebody else's change of rules or assets come into force.</summary>
    RulesApprove,
    IngestWrite,

    /// <summary>Replay recorded traffic in a world of its own; no data of the running service.</summary>
    Replay,

    /// <summary>Users, configuration, keys; no operational data.</summary>
    Administer,
    AuditRead,

    /// <summary>Reflection, metrics, the details of health.</summary>
    Diagnostics,
}
