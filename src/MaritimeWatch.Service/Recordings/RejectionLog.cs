using System.Text;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Recordings;

/// <summary>Every drop counted by reason; the first few rejections of each reason in words, with file and line.</summary>
internal sealed class RejectionLog
{
    private const int ShownOfEachReason = 5;
    private const int ExcerptCharacters = 60;

    private readonly long[] counts = new long[DropReasons.Count];
    private readonly List<Rejection> shown = [];
    private readonly int[] shownOf = new int[DropReasons.Count];

    /// <summary>How many of a reason.</summary>
    public long this[DropReason reason] => counts[(int)reason];

    /// <summary>The first rejections of each reason.</summary>
    public IReadOnlyList<Rejection> Shown => shown;

    public void Add(DropReason reason, int line, ReadOnlySpan<byte> text)
    {
        counts[(int)reason]++;
        if (reason.IsRejection() && shownOf[(int)reason] < ShownOfEachReason)
        {
            shownOf[(int)reason]++;
            shown.Add(new Rejection(reason, line, Excerpt(text)));
        }
    }

    public void Count(DropReason reason, long count) => counts[(int)reason] += count;

    public void Clear()
    {
        Array.Clear(counts);
        Array.Clear(shownOf);
        shown.Clear();
    }

    /// <summary>What of a line can be shown on any terminal.</summary>
    private static string Excerpt(ReadOnlySpan<byte> text)
    {
        var excerpt = Encoding.Latin1.GetString(text[..Math.Min(text.Length, ExcerptCharacters)]);
        return string.Concat(excerpt.Select(character => character is >= ' ' and <= '~' ? character : '.')) + (text.Length > ExcerptCharacters ? "…" : "");
    }

    /// <summary>One bad line.</summary>
    public readonly record struct Rejection(DropReason Reason, int Line, string Excerpt);
}
