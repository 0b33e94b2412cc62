using System.Globalization;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>Text that a stranger chose, for files that people open: nothing in it may drive a terminal, turn the line round or begin a formula.</summary>
internal static class PlainText
{
    /// <summary>A no-break space: no spreadsheet takes what follows for a formula, and readers of ours trim it away again.</summary>
    public const char Guard = '\u00A0';

    /// <summary>The text with <c>?</c> for each character that is not seen: controls, marks of direction, line separators, lone surrogates, private ones.</summary>
    public static string Clean(string text) => Replaced(text, '?');

    /// <summary>A field of a table: quoted where it must be; guarded where a spreadsheet would take it for a formula.</summary>
    /// <remarks>
    /// An apostrophe, the usual guard, would become part of the ship's name when the table is read again, and the same ship would have two names.
    /// What is not seen becomes a space: six-bit AIS has no such characters.
    /// </remarks>
    public static string Field(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var clean = Replaced(text, ' ').Trim();
        if (clean.Length > 0 && clean[0] is '=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20')
        {
            clean = Guard + clean;
        }

        return clean.AsSpan().IndexOfAny(",;\t\"'#") >= 0 || (clean.Length > 0 && clean[0] == Guard) ? $"\"{clean.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : clean;
    }

    private static string Replaced(string text, char with)
    {
        if (!text.Any(IsUnseen))
        {
            return text;
        }

        var letters = text.ToCharArray();
        for (var place = 0; place < letters.Length; place++)
        {
            if (char.IsHighSurrogate(letters[place]) && place + 1 < letters.Length && char.IsLowSurrogate(letters[place + 1]))
            {
                place++;
            }
            else if (IsUnseen(letters[place]))
            {
                letters[place] = with;
            }
        }

        return new string(letters);
    }

    /// <summary>Whether a character is none that a reader sees as itself: with such a one a text could look like another.</summary>
    public static bool IsUnseen(char letter) => char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned;
}
