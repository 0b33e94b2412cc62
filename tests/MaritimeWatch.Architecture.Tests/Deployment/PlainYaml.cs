using System.Text.Json;

namespace MaritimeWatch.Architecture.Tests.Deployment;

/// <summary>Reads the plain part of YAML that our deployment files keep to: maps and lists by indentation, scalars, lists in brackets that are JSON or plain words. Anything else is an error.</summary>
internal sealed class PlainYaml
{
    private readonly List<(int Indent, string Text)> lines;
    private int at;

    private PlainYaml(string text) => lines =
    [
        .. text.Split('\n').Where(line => line.Trim().Length > 0 && !line.TrimStart().StartsWith('#')).Select(line => (line.Length - line.TrimStart().Length, line.Trim())),
    ];

    /// <summary>Maps as dictionaries, lists as lists, scalars as text.</summary>
    public static Dictionary<string, object> Read(string text)
    {
        Assert.DoesNotContain('\t', text);
        var yaml = new PlainYaml(text);
        var map = (Dictionary<string, object>)yaml.Node(0);
        Assert.Equal(yaml.lines.Count, yaml.at);
        return map;
    }

    private object Node(int indent) => lines[at].Text.StartsWith("- ", StringComparison.Ordinal) ? List(indent) : Map(indent);

    private Dictionary<string, object> Map(int indent)
    {
        var map = new Dictionary<string, object>();
        while (at < lines.Count && lines[at].Indent == indent)
        {
            var (key, value) = Split(lines[at++].Text);
            Assert.True(map.TryAdd(key, value.Length > 0 ? Scalar(value) : at < lines.Count && lines[at].Indent > indent ? Node(lines[at].Indent) : ""), $"'{key}' stands twice");
        }

        Assert.True(at == lines.Count || lines[at].Indent < indent, at < lines.Count ? $"unexpected indentation: {lines[at].Text}" : "");
        return map;
    }

    private List<object> List(int indent)
    {
        var list = new List<object>();
        while (at < lines.Count && lines[at].Indent == indent && lines[at].Text.StartsWith("- ", StringComparison.Ordinal))
        {
            var item = lines[at].Text[2..].Trim();
            if (item.StartsWith('"') || !item.Contains(": ", StringComparison.Ordinal))
            {
                at++;
                list.Add(Scalar(item));
                continue;
            }

            // A map whose first key stands behind the dash.
            lines[at] = (indent + 2, item);
            list.Add(Map(indent + 2));
        }

        return list;
    }

    private static (string Key, string Value) Split(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        Assert.True(colon > 0 && (colon == line.Length - 1 || line[colon + 1] == ' '), $"neither a key nor a list: {line}");
        return (line[..colon], line[(colon + 1)..].Trim());
    }

    private static object Scalar(string text) => text switch
    {
        ['[', ..] when text.Contains('"', StringComparison.Ordinal) => JsonSerializer.Deserialize<List<string>>(text)!.Cast<object>().ToList(),
        ['[', .. var words, ']'] => words.Split(',', StringSplitOptions.TrimEntries).Cast<object>().ToList(),
        ['"', ..] => JsonSerializer.Deserialize<string>(text)!,
        _ => text,
    };
}
