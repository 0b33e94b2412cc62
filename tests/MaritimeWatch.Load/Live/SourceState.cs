using System.Text.Json;

namespace MaritimeWatch.Load.Live;

/// <summary>What the service says of a source.</summary>
/// <param name="State">Its state.</param>
/// <param name="Reason">Why.</param>
/// <param name="Received">Messages.</param>
/// <param name="Stored">Durable ones.</param>
/// <param name="Duplicate">Heard before.</param>
/// <param name="Rejected">Not to be used.</param>
/// <param name="Shed">Given up.</param>
/// <param name="InFlight">Under way.</param>
internal sealed record SourceState(string State, string Reason, long Received, long Stored, long Duplicate, long Rejected, long Shed, long InFlight)
{
    /// <summary>All sources by id.</summary>
    public static async Task<Dictionary<string, SourceState>> ReadAsync(ServiceProcess service, CancellationToken cancellation)
    {
        using var http = new HttpClient();
        using var document = JsonDocument.Parse(await http.GetStringAsync(new Uri(service.Http, "api/v1/sources"), cancellation));
        return document.RootElement.GetProperty("sources").EnumerateArray().ToDictionary(source => source.GetProperty("id").GetString()!, source =>
        {
            var balance = source.GetProperty("balance");
            return new SourceState(
                source.GetProperty("state").GetString()!, source.GetProperty("reason").GetString()!, Number("received"), Number("stored"), Number("duplicate"), Number("rejected"), Number("shed"), Number("inFlight"));

            long Number(string name) => balance.GetProperty(name).GetInt64();
        });
    }

    /// <summary>Waits until a source of a broker has its subscriptions.</summary>
    public static async Task SubscribedAsync(ServiceProcess service, string id, CancellationToken cancellation)
    {
        while (!(await ReadAsync(service, cancellation))[id].Reason.StartsWith("subscribed", StringComparison.Ordinal))
        {
            await Task.Delay(100, cancellation);
        }
    }
}
