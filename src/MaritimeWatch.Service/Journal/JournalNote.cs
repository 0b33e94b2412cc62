using System.Globalization;
using System.Text;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Journal;

/// <summary>The journal's own lines: <c>\s:journal,c:SECONDS*hh\$PMWJ,VERB,…*hh</c>, a proprietary sentence that every reader of NMEA 0183 passes over.</summary>
/// <remarks>No sender can write one: before whatever it sends stands a block with the name of its own source.</remarks>
internal static class JournalNote
{
    /// <summary>The source of notes.</summary>
    public const string Source = "journal";

    /// <summary>A run of the service begins: version of the program; behind it <c>AFTER-CUT</c> where the file before breaks off.</summary>
    public const string Start = "START";

    /// <summary>A file goes on where the same run of the service ended another.</summary>
    public const string GoesOn = "GOES-ON";

    /// <summary>A source: its name, what it sends, where it comes from.</summary>
    public const string Open = "OPEN";

    /// <summary>A source has ended.</summary>
    public const string Close = "CLOSE";

    /// <summary>Lines that were received and are not here, and why: <c>QUEUE</c>, <c>DISK</c>, <c>LENGTH</c>.</summary>
    public const string Shed = "SHED";

    /// <summary>The file ends as it should.</summary>
    public const string End = "END";

    /// <summary>What an extract is marked with.</summary>
    public const string Marking = "TLP";

    /// <summary>A note with its line end.</summary>
    public static byte[] Write(Instant time, string verb, params ReadOnlySpan<string> fields)
    {
        var text = new StringBuilder("PMWJ,").Append(verb);
        foreach (var field in fields)
        {
            text.Append(',').Append(string.Concat(field.Select(letter => letter is > ' ' and <= '~' and not (',' or '*' or '$' or '!' or '\\' or '^') ? letter : '_')));
        }

        var tag = string.Create(CultureInfo.InvariantCulture, $"s:{Source},c:{time.UnixSeconds}");
        var body = text.ToString();
        return Encoding.ASCII.GetBytes($"\\{tag}*{Checksum(tag):X2}\\${body}*{Checksum(body):X2}\n");
    }

    /// <summary>The verb and fields of what stands behind the TAG block, or null where it is no note.</summary>
    public static string[]? Read(ReadOnlySpan<byte> sentence)
    {
        var star = sentence.LastIndexOf((byte)'*');
        return sentence.StartsWith("$PMWJ,"u8) && star > 0 ? Encoding.ASCII.GetString(sentence["$PMWJ,".Length..star]).Split(',') : null;
    }

    /// <summary>The exclusive or of all characters, as NMEA 0183 has it.</summary>
    public static byte Checksum(ReadOnlySpan<char> text)
    {
        byte sum = 0;
        foreach (var letter in text)
        {
            sum ^= (byte)letter;
        }

        return sum;
    }
}
