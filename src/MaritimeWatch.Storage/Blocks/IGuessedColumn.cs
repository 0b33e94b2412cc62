namespace MaritimeWatch.Storage.Blocks;

/// <summary>One column of a block, and the ways in which its values can be guessed from what stands before them.</summary>
internal interface IGuessedColumn
{
    /// <summary>How many ways there are to guess; up to four.</summary>
    int Ways { get; }

    /// <summary>The number of values where they run in a circle, as courses do; 0 where they do not.</summary>
    int Circle { get; }

    /// <summary>All differences from a guess are multiples of it.</summary>
    long Step { get; }

    /// <summary>A value; where there is <see cref="Has">none</see>, that of the one before.</summary>
    long this[int index] { get; set; }

    /// <summary>Whether there is a value.</summary>
    bool Has(int index);

    /// <summary>What the value probably is, by the values before it and by columns that are told earlier.</summary>
    long Guess(int way, int index);
}
