namespace MaritimeWatch.Service.Commands;

/// <summary>Whether and how a stream may be coloured (no-color.org), and how wide it is.</summary>
/// <param name="HasColour">Whether escape sequences may be written.</param>
/// <param name="Columns">Width of the terminal, or null where the output is a file or a pipe.</param>
internal sealed record TerminalStyle(bool HasColour, int? Columns)
{
    /// <summary>Text alone, on lines of any length.</summary>
    public static readonly TerminalStyle Plain = new(false, null);

    /// <summary>The style of standard output.</summary>
    public static TerminalStyle OfOutput()
    {
        if (Console.IsOutputRedirected)
        {
            return Plain;
        }

        var forbidden = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) || Environment.GetEnvironmentVariable("TERM") == "dumb";
        return new TerminalStyle(!forbidden, Console.WindowWidth is > 0 and var width ? width : null);
    }

    /// <summary>The text in a colour or weight of ECMA-48 (SGR), where that is allowed.</summary>
    public string Paint(string text, string rendition) => HasColour ? $"\e[{rendition}m{text}\e[0m" : text;
}
