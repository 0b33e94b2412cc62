using System.Globalization;
using System.Text;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Service.EvidenceBundles;

namespace MaritimeWatch.Service.Commands;

/// <summary>An alert event as one line for a person: time, severity, state, kind, vessel, asset, distance, headline.</summary>
/// <remarks>
/// Symbols and colours follow IMO bridge alert management (IEC 62923-2): a red triangle for an alarm, an orange circle for a warning, a
/// yellow square for a caution. The word stands beside them, because colour and shape alone must never carry the meaning.
/// </remarks>
internal static class AlertText
{
    private const string Dim = "2";
    private const int HeadlineIndent = 11;

    // Date, time, symbol and severity with the spaces between them.
    private const int FixedColumns = 33;

    // The same with state, kind and a vessel of the longest name.
    private const int FullFirstLineColumns = 98;

    public static string Format(AlertEvent alert, TerminalStyle style)
    {
        var (symbol, word, rendition) = Severity(alert);
        var vessel = alert.Vessel is { } ship ? $"{ship.Name ?? "unnamed"} ({ship.Mmsi})" : "";
        var where = alert.Asset is { } asset ? alert.DistanceMetres is { } metres ? $"{asset.Name}, {Distance(metres)}" : asset.Name : "";
        var headline = Clean(alert.Headline);
        var severity = style.Paint($"{symbol} {word,-8}", rendition);
        var time = alert.EventTime.ToDateTime();
        var date = time.ToString("yyyy-MM-dd ", CultureInfo.InvariantCulture);
        var clock = time.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var facts = Clean($"{State(alert.State),-10} {Kind(alert.Kind),-18} {vessel,-32} {where}").TrimEnd();
        if (style.Columns is not { } columns || FixedColumns + facts.Length + 2 + headline.Length <= columns)
        {
            return $"{style.Paint(date + clock, Dim)}  {severity} {facts}  {style.Paint(headline, Dim)}";
        }

        // Too narrow for one line: who and what on the first, where and why below it.
        var first = columns >= FullFirstLineColumns
            ? $"{style.Paint(date + clock, Dim)}  {severity} {Clean($"{State(alert.State),-10} {Kind(alert.Kind),-18} {vessel}")}"
            : $"{style.Paint(clock, Dim)}  {severity} {Clean($"{State(alert.State)} {Kind(alert.Kind)}  {vessel}")}";
        var below = where.Length == 0 ? headline : $"{Clean(where)}: {headline}";
        return string.Join('\n', Wrapped(below, columns - HeadlineIndent).Select(line => new string(' ', HeadlineIndent) + style.Paint(line, Dim)).Prepend(first));
    }

    /// <summary>The text in lines of at most so many columns, broken between words.</summary>
    private static IEnumerable<string> Wrapped(string text, int columns)
    {
        while (text.Length > columns && columns > 0 && text.LastIndexOf(' ', columns) is var at and > 0)
        {
            yield return text[..at];
            text = text[(at + 1)..];
        }

        yield return text;
    }

    /// <summary>What an alert is about, in words.</summary>
    public static string Kind(AlertKind kind) => kind switch
    {
        AlertKind.DragAtAnchor => "drag at anchor",
        AlertKind.AnchoredOnAsset => "anchored on asset",
        AlertKind.DuplicateMmsi => "duplicate MMSI",
        _ => Words(kind.ToString()),
    };

    /// <summary>The text without what is not seen: a ship's name comes from whoever transmits it, and must neither drive a terminal nor turn its lines round.</summary>
    public static string Clean(string text) => PlainText.Clean(text);

    private static (string Symbol, string Word, string Rendition) Severity(AlertEvent alert) => alert.Severity switch
    {
        _ when alert.State is AlertState.Closed or AlertState.Retracted => ("○", Word(alert.Severity), Dim),
        Domain.Alerts.Severity.Critical => ("▲", "CRITICAL", "1;97;41"),
        Domain.Alerts.Severity.Alarm => ("▲", "ALARM", "1;31"),
        Domain.Alerts.Severity.Warning => ("●", "WARNING", "38;5;208"),
        _ => ("■", "NOTICE", "33"),
    };

    private static string Word(Severity severity) => severity.ToString().ToUpperInvariant();

    private static string State(AlertState state) => Words(state.ToString());

    private static string Distance(double metres) => metres < 1000
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(metres)} m")
        : string.Create(CultureInfo.InvariantCulture, $"{metres / 1852:F1} nm");

    private static string Words(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append(' ');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
