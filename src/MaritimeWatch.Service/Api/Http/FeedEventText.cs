using System.Globalization;
using System.Text;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Hosting;

namespace MaritimeWatch.Service.Api.Http;

/// <summary>An entry of the feed as a server-sent event: its sequence, which of the two it is, its proto3 JSON.</summary>
internal static class FeedEventText
{
    public static byte[] Of(FeedEntry entry)
    {
        var (name, json) = entry.IsTransition
            ? ("transition", Representation.Formatter.Format(AlertTransition.Parser.ParseFrom(entry.Payload)))
            : ("alert", Representation.Formatter.Format(AlertEvent.Parser.ParseFrom(entry.Payload)));
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {entry.Sequence}\nevent: {name}\ndata: {json}\n\n"));
    }
}
