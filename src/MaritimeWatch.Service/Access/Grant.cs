namespace MaritimeWatch.Service.Access;

/// <summary>What extends a role for some of those who have it.</summary>
internal enum Grant
{
    /// <summary>An operator who leads the shift.</summary>
    ShiftLead,

    /// <summary>Reads what was done, by whom and when.</summary>
    Audit,
}
