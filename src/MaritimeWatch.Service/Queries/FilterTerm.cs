using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Queries;

/// <summary>One condition of a filter.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Comparison">How it is held against the value.</param>
/// <param name="Value">A text or a <see langword="long"/>, as the field's kind has it.</param>
internal sealed record FilterTerm(string Field, AlertComparison Comparison, object Value)
{
    private static readonly char[] Any = ['*'];

    /// <summary>Whether a text meets the condition: without regard to case, <c>*</c> at the beginning or the end standing for any letters. No text differs from every value.</summary>
    public bool Meets(string? actual) => Comparison == AlertComparison.Equal == (actual is not null && Fits(actual, (string)Value));

    /// <summary>Whether a number, or a moment in Unix milliseconds, meets the condition. None differs from every value, and is neither smaller nor greater.</summary>
    public bool Meets(long? actual) => Comparison switch
    {
        AlertComparison.Equal => actual == (long)Value,
        AlertComparison.NotEqual => actual != (long)Value,
        AlertComparison.Less => actual < (long)Value,
        AlertComparison.LessOrEqual => actual <= (long)Value,
        AlertComparison.Greater => actual > (long)Value,
        _ => actual >= (long)Value,
    };

    private static bool Fits(string actual, string wanted)
    {
        var bare = wanted.AsSpan().Trim(Any);
        return (wanted.StartsWith('*'), wanted.EndsWith('*')) switch
        {
            (true, true) => actual.AsSpan().Contains(bare, StringComparison.OrdinalIgnoreCase),
            (true, false) => actual.AsSpan().EndsWith(bare, StringComparison.OrdinalIgnoreCase),
            (false, true) => actual.AsSpan().StartsWith(bare, StringComparison.OrdinalIgnoreCase),
            _ => actual.Equals(wanted, StringComparison.OrdinalIgnoreCase),
        };
    }
}
