using System.Text;
using MaritimeWatch.Service.Outbound;

namespace MaritimeWatch.Service.Api;

/// <summary>What goes out beside the API, as far as it is configured.</summary>
internal static class OutboundMetrics
{
    public static void Render(StringBuilder text, Outputs? outputs)
    {
        var of = new (string Name, OutCounters? Counters, long Shed)[] { ("nmea", outputs?.Nmea?.Counters, outputs?.Nmea?.Shed ?? 0), ("mqtt", outputs?.Mqtt?.Counters, outputs?.Mqtt?.Shed ?? 0) }
            .Where(output => output.Counters is not null).ToList();
        if (of.Count == 0)
        {
            return;
        }

        ServiceMetrics.Family(text, "maritimewatch_outbound_messages_total", "counter", "Messages given to readers or to the broker.");
        ServiceMetrics.Each(text, "maritimewatch_outbound_messages_total", of.Select(output => (ServiceMetrics.Label("output", output.Name), output.Counters!.Sent)));
        ServiceMetrics.Family(text, "maritimewatch_outbound_shed_total", "counter", "Reports that did not go out because nobody took them in time.");
        ServiceMetrics.Each(text, "maritimewatch_outbound_shed_total", of.Select(output => (ServiceMetrics.Label("output", output.Name), output.Shed)));
        if (outputs!.Nmea is { } nmea)
        {
            ServiceMetrics.Single(text, "maritimewatch_outbound_readers", "gauge", "Readers of the merged feed over TCP.", nmea.Readers);
            ServiceMetrics.Single(text, "maritimewatch_outbound_readers_cut_total", "counter", "Readers cut because they were too slow.", nmea.Counters.Cut);
        }

        if (outputs.Mqtt is { } mqtt)
        {
            ServiceMetrics.Single(text, "maritimewatch_outbound_broker_connected", "gauge", "Whether there is a connection to the broker.", mqtt.IsConnected ? 1 : 0);
        }
    }
}
