namespace MaritimeWatch.Domain.Alerts;

/// <summary>Where an alert stands in its evidence life cycle.</summary>
public enum AlertState : byte
{
    /// <summary>Not set.</summary>
    Unspecified,

    /// <summary>First publication.</summary>
    Raised,

    /// <summary>Still true; evidence or severity changed.</summary>
    Maintained,

    /// <summary>Severity fell.</summary>
    Lowered,

    /// <summary>The condition ended.</summary>
    Closed,

    /// <summary>Late data showed that it was never true.</summary>
    Retracted,
}
