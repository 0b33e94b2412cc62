namespace MaritimeWatch.Service.Queries;

/// <summary>What the values of a field are.</summary>
internal enum FilterKind
{
    Text,
    Number,

    /// <summary>Held in a term as Unix milliseconds.</summary>
    Time,

    /// <summary>A value of an enum, held in a term as its number.</summary>
    Word,
}
