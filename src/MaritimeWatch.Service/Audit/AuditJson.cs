using System.Buffers;
using System.Text;
using System.Text.Json;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.Audit;

/// <summary>An entry of the audit log as JSON: of the command line, of HTTP.</summary>
internal static class AuditJson
{
    public static string ToJson(AuditEntry entry, bool withBytes = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, entry, withBytes);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <param name="json">Where to.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="withBytes">Whether with its canonical bytes.</param>
    public static void Write(Utf8JsonWriter json, AuditEntry entry, bool withBytes = false)
    {
        json.WriteStartObject();
        json.WriteNumber("number", entry.Number);
        json.WriteString("time", entry.Record.Time.ToString());
        json.WriteString("action", entry.Record.Action);
        json.WriteString("actor", entry.Record.Actor);
        json.WriteString("client", entry.Record.Client);
        json.WriteString("subject", entry.Record.Subject);
        json.WriteString("outcome", entry.Record.Outcome);
        if (entry.Record.Detail.Length > 0)
        {
            WriteDetail(json, entry.Record.Detail);
        }

        if (entry.Sequence is { } sequence)
        {
            json.WriteNumber("sequence", sequence);
        }

        WriteHash(json, "content", entry.Content);
        WriteHash(json, "standing", entry.Standing);
        WriteHash(json, "hash", entry.Hash);
        if (withBytes)
        {
            WriteHash(json, "canonicalBytes", entry.CanonicalBytes());
        }

        json.WriteEndObject();
    }

    /// <summary>As the object that it is; as a text where somebody has made something else of it.</summary>
    private static void WriteDetail(Utf8JsonWriter json, string detail)
    {
        try
        {
            using var parsed = JsonDocument.Parse(detail);
            json.WritePropertyName("detail");
            parsed.WriteTo(json);
        }
        catch (JsonException)
        {
            json.WriteString("detail", detail);
        }
    }

    private static void WriteHash(Utf8JsonWriter json, string name, byte[]? hash)
    {
        if (hash is not null)
        {
            json.WriteString(name, Convert.ToHexStringLower(hash));
        }
    }
}
