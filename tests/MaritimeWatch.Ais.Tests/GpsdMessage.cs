using System.Globalization;
using System.Text.Json;

namespace MaritimeWatch.Ais.Tests;

/// <summary>One object of the output, its members as they are written.</summary>
internal sealed class GpsdMessage
{
    private readonly Dictionary<string, string> members;

    public GpsdMessage(string line)
    {
        Line = line;
        using var document = JsonDocument.Parse(line);

        // A weather warning has a "type" and a "class" of its own behind those of the message.
        members = document.RootElement.EnumerateObject()
            .Select((member, index) => (Name: index > 4 && member.Name is ("type" or "class") ? $"warning {member.Name}" : member.Name, member.Value))
            .ToDictionary(member => member.Name, member => Plain(member.Value));
        Signature = string.Join('\n', members.Select(member => $"{member.Key}:{member.Value}"));
    }

    /// <summary>The object as printed.</summary>
    public string Line { get; }

    /// <summary>All members in their order: the same for the same message.</summary>
    public string Signature { get; }

    public int Type => Number("type");

    public bool IsScaled => members["scaled"] == "true";

    /// <summary>What two printings of one message have in common at least.</summary>
    public (string Type, string Repeat, string Mmsi) Sender => (members["type"], members["repeat"], members["mmsi"]);

    /// <summary>Designated area code and function identifier of messages 6 and 8.</summary>
    public (int AreaCode, int Function) Application => members.ContainsKey("dac") ? (Number("dac"), Number("fid")) : (-1, -1);

    /// <summary>A member as it is written, a text without its quotation marks; null where there is none.</summary>
    public string? this[string name] => members.GetValueOrDefault(name);

    public int Number(string name) => int.Parse(members[name], CultureInfo.InvariantCulture);

    public double Real(string name) => double.Parse(members[name], CultureInfo.InvariantCulture);

    /// <summary>The members in which two messages differ.</summary>
    public List<string> DifferentMembers(GpsdMessage other) =>
        [.. members.Keys.Union(other.members.Keys).Where(name => members.GetValueOrDefault(name) != other.members.GetValueOrDefault(name))];

    /// <summary>C prints a small negative number as -0.0000: that is 0.</summary>
    private static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => value.GetRawText().Replace(":-0.0000,", ":0.0000,", StringComparison.Ordinal).Replace(":-0.0000}", ":0.0000}", StringComparison.Ordinal),
        _ when value.GetRawText() is ['-', .. var size] && size.All(character => character is '0' or '.') => size,
        _ => value.GetRawText(),
    };
}
