using System.Globalization;
using System.Security;
using System.Text;

namespace MaritimeWatch.Service.Plots;

/// <summary>Writes SVG 1.1: every text and every attribute encoded, numbers to a tenth of a pixel. Knows nothing of ships.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder text = new();
    private readonly Stack<string> open = new();

    /// <summary>Begins an element.</summary>
    public SvgWriter Begin(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Start(name, attributes);
        text.Append('>');
        open.Push(name);
        return this;
    }

    /// <summary>Ends the element begun last.</summary>
    public SvgWriter End()
    {
        text.Append("</").Append(open.Pop()).Append('>');
        return this;
    }

    /// <summary>An element without content.</summary>
    public SvgWriter Draw(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Start(name, attributes);
        text.Append("/>");
        return this;
    }

    /// <summary>An element that holds a text.</summary>
    public SvgWriter Write(string name, string content, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Start(name, attributes);
        text.Append('>').Append(Encoded(content)).Append("</").Append(name).Append('>');
        return this;
    }

    /// <summary>Text of ours that is markup or style already.</summary>
    public SvgWriter Raw(string markup)
    {
        text.Append(markup);
        return this;
    }

    /// <summary>A number as it stands in a path.</summary>
    public static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture) is var number && number == "-0" ? "0" : number;

    /// <summary>Text for XML and HTML: markup encoded, and what no reader sees replaced.</summary>
    public static string Encoded(string content) => SecurityElement.Escape(EvidenceBundles.PlainText.Clean(content))!;

    /// <inheritdoc/>
    public override string ToString() => open.Count == 0 ? text.ToString() : throw new InvalidOperationException($"'{open.Peek()}' is not ended");

    private void Start(string name, ReadOnlySpan<(string Name, object Value)> attributes)
    {
        text.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
        {
            var written = value is double number ? Number(number) : value is int whole ? whole.ToString(CultureInfo.InvariantCulture) : Encoded((string)value);
            text.Append(' ').Append(attribute).Append("=\"").Append(written).Append('"');
        }
    }
}
