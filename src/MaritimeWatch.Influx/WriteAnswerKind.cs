namespace MaritimeWatch.Influx;

/// <summary>What became of points that were sent.</summary>
public enum WriteAnswerKind
{
    /// <summary>All are stored (204).</summary>
    Stored,

    /// <summary>All but <see cref="WriteAnswer.Dropped"/> are stored; sent again, the same would be dropped again (400 "partial write").</summary>
    PartlyStored,

    /// <summary>None is stored, and none of the same will be (400, 422).</summary>
    Refused,

    /// <summary>None is stored; fewer at once may be (413).</summary>
    TooLarge,

    /// <summary>Not known, or not now: the same may be sent again, and is the same points.</summary>
    TryAgain,
}
