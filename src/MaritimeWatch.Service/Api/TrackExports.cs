using System.Security.Cryptography;
using Google.Protobuf;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Audit;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Audit;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Api;

/// <summary>What leaves the service about tracks: it carries the label of the data, and the audit log says who has it.</summary>
/// <remarks>A file (GeoJSON, CSV, KML, MF-JSON, NMEA, SVG) is an entry of its own, written before its first byte leaves; what programs read (gRPC, JSON) is counted together by the minute.</remarks>
internal sealed class TrackExports(ServedDataSettings data, AuditTrail audit)
{
    /// <summary>The field of an answer that holds its label.</summary>
    private const string LabelField = "tlp";

    /// <summary>The label of all that is served.</summary>
    public Tlp Label => data.Marking;

    /// <summary>Puts a label on an answer that has room for one.</summary>
    public static T Labelled<T>(T answer, Tlp label)
        where T : IMessage
    {
        answer.Descriptor.FindFieldByName(LabelField)?.Accessor.SetValue(answer, TlpMarking.Of(label));
        return answer;
    }

    /// <summary>Puts the label of the data on an answer that has room for one.</summary>
    public T Labelled<T>(T answer)
        where T : IMessage => Labelled(answer, Label);

    /// <summary>Enters a file; done when the entry is durable.</summary>
    /// <param name="http">Who asked for what.</param>
    /// <param name="format">What it is written as.</param>
    /// <param name="body">The file; empty where it is written as it is read.</param>
    /// <exception cref="StoreException">It cannot be entered at present: then nothing must leave.</exception>
    public Task NoteAsync(HttpContext http, string format, ReadOnlyMemory<byte> body = default) => audit.AppendAsync(
        AuditActions.TracksExported,
        Caller.Of(http).Name,
        AuditClient.Of(http),
        Subject(http),
        detail: new { tlp = TlpMarking.Of(Label), format, bytes = body.IsEmpty ? (int?)null : body.Length, sha256 = body.IsEmpty ? null : Convert.ToHexStringLower(SHA256.HashData(body.Span)) });

    /// <summary>Counts what is read over HTTP.</summary>
    public void NoteRead(HttpContext http) => NoteRead(http, Subject(http));

    /// <summary>Counts what is read over HTTP, by less than its whole address: what differs with every look at the map is no entry of its own.</summary>
    public void NoteRead(HttpContext http, string subject) => NoteRead(Caller.Of(http), AuditClient.Of(http.Connection.RemoteIpAddress, Caller.Of(http)), subject);

    /// <summary>Counts what is read over gRPC.</summary>
    public void NoteRead(GrpcCallContext call, string subject) => NoteRead(Caller.Of(call), AuditClient.Of(call), subject);

    private void NoteRead(Caller caller, string client, string subject) => audit.NoteFolded(AuditActions.TracksRead, caller.Name, client, subject, $"done, {TlpMarking.Of(Label)}");

    /// <summary>Texts of strangers: nothing of them is more than text in the log.</summary>
    private static string Subject(HttpContext http) => PlainText.Clean($"{http.Request.Path}{http.Request.QueryString}");
}
