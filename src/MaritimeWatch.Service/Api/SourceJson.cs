using System.Text.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Gateway.Health;

namespace MaritimeWatch.Service.Api;

/// <summary>A source as JSON: how it does and why, what it brings, what became of it. Never an option of its kind, so never a secret.</summary>
internal static class SourceJson
{
    /// <summary>Writes one.</summary>
    public static void Write(Utf8JsonWriter json, SourceRuntime source, Instant now)
    {
        var (health, figures, settings) = (source.Health, source.Figures, source.Settings);
        var stages = source.Counters.Stages();
        json.WriteStartObject();
        json.WriteString("id", source.Name);
        json.WriteString("kind", settings.Kind);
        json.WriteString("station", settings.Station ?? source.Name);
        json.WriteString("state", SourceWords.Of(health.State));
        json.WriteString("reason", health.Reason);
        json.WriteString("since", health.Since.ToString());
        Time(json, "lastMessage", health.LastValid);
        Time(json, "nextTry", health.NextTry);
        json.WriteNumber("expectedIntervalSeconds", Math.Round(source.ExpectedInterval.TotalSeconds, 1));
        json.WriteNumber("silenceSeconds", Math.Max(0, Math.Round((now - (health.LastValid ?? source.Began)).TotalSeconds)));
        json.WriteNumber("messagesPerSecond1m", Math.Round(figures.RateOfMinute, 2));
        json.WriteNumber("messagesPerSecond10m", Math.Round(figures.RateOfTenMinutes, 2));
        json.WriteNumber("badShare1m", Math.Round(figures.BadShare, 3));
        json.WriteNumber("vessels10m", figures.Vessels);
        if (figures.Lag is { } lag)
        {
            json.WriteNumber("lagSeconds", Math.Round(lag.TotalSeconds, 1));
        }

        if (source.Clock.OffSeconds is { } off)
        {
            json.WriteNumber("clockOffSeconds", off);
        }

        json.WriteNumber("clockCorrectionSeconds", source.Clock.CorrectionSeconds);
        json.WriteNumber("firstToBring", source.Delivery.First);
        json.WriteNumber("bytes", source.Counters.Bytes);
        json.WriteNumber("connections", source.Counters.Open);
        json.WriteNumber("turnedAway", source.Counters.TurnedAway);
        json.WriteNumber("reconnects", source.Reconnects);
        json.WriteStartArray("stationsHeard");
        foreach (var station in source.Stations.List())
        {
            json.WriteStartObject();
            json.WriteString("station", station.Name);
            json.WriteNumber("messages", station.Messages);
            json.WriteString("lastMessage", station.LastMessage.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("messagesOfFurtherStations", source.Stations.Beyond);
        json.WritePropertyName("balance");
        Write(json, source.Balance.Sums(stages));
        json.WriteStartObject("rejectedFor");
        for (var reason = 1; reason < DropReasons.Count; reason++)
        {
            var count = stages.Sum(stage => stage.DroppedFor((DropReason)reason)) + source.Balance.RefusedFor((DropReason)reason);
            if (count > 0)
            {
                json.WriteNumber(((DropReason)reason).InWords(), count);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes a balance.</summary>
    public static void Write(Utf8JsonWriter json, in BalanceSums sums)
    {
        var total = sums.Total;
        json.WriteStartObject();
        json.WriteNumber("received", total.Received);
        json.WriteNumber("stored", total.Stored);
        json.WriteNumber("duplicate", total.Duplicate);
        json.WriteNumber("rejected", total.Rejected);
        json.WriteNumber("shed", total.Shed);
        json.WriteNumber("inFlight", total.InFlight);
        json.WriteNumber("unusedAmongRejected", sums.Unused);
        json.WriteEndObject();
    }

    private static void Time(Utf8JsonWriter json, string name, Instant? time)
    {
        if (time is { } at)
        {
            json.WriteString(name, at.ToString());
        }
    }
}
