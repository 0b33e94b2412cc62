using MaritimeWatch.Ais.Json;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Mqtt;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Storage;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Outbound;

/// <summary>Alerts and the merged feed to an MQTT broker.</summary>
internal sealed class MqttOut : IReportOutput
{
    /// <summary>A broker that does not read keeps the service no longer from stopping. Design value.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SecretAgain = TimeSpan.FromMinutes(1);

    private readonly MqttOutSettings settings;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly AlertTopics topics;
    private readonly RetainedAlerts retained;
    private readonly Func<MqttClient, AlertsToBroker> alerts;
    private readonly HeldAlertsQuestion question;
    private readonly WaitingReports waiting = new();
    private volatile bool isConnected;
    private MqttFailureKind? told;

    public MqttOut(MqttOutSettings settings, SqliteStore store, AlertFeed feed, TimeProvider clock, ILogger logger)
    {
        (this.settings, this.clock, this.logger) = (settings, clock, logger);
        topics = new AlertTopics(settings.Topic);
        retained = new RetainedAlerts(topics);
        question = new HeldAlertsQuestion(settings.Alerts, clock, logger);
        var cursor = new FeedCursor($"{store.Path}.mqtt-out");
        alerts = client => new AlertsToBroker(store.Alerts, feed, cursor, topics, retained, client, settings.Alerts, Counters, clock, logger);
    }

    public OutCounters Counters { get; } = new();

    /// <summary>Whether there is a connection to the broker.</summary>
    public bool IsConnected => isConnected;

    /// <summary>Reports left out because there was no connection or no room.</summary>
    public long Shed => waiting.Shed + Counters.Shed;

    /// <inheritdoc/>
    public void Offer(in AisReport report)
    {
        if (settings.Reports)
        {
            waiting.Offer(report);
        }
    }

    /// <summary>Runs until cancelled, then says that the service is offline.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (await OptionsAsync(cancellation) is not { } options)
        {
            return;
        }

        while (!cancellation.IsCancellationRequested)
        {
            await RunClientAsync(options, cancellation);
        }
    }

    /// <summary>Runs one client, until cancelled or until another is needed.</summary>
    private async Task RunClientAsync(MqttOptions options, CancellationToken cancellation)
    {
        question.Begin();
        using var stopping = new CancellationTokenSource();
        AlertsToBroker? teller = null;
        var client = new MqttClient(options, question.IsAsked ? [retained.Subscription] : [], (message, _) => retained.Take(message), change => Tell(change, teller), clock);
        teller = alerts(client);
        var connecting = client.RunAsync(stopping.Token);
        try
        {
            // The client outlives the others: it has to say goodbye.
            await Halves.RunAsync(cancellation, teller.RunAsync, ending => SendReportsAsync(client, ending), question.RunAsync, connecting.WaitAsync);
        }
        finally
        {
            if (cancellation.IsCancellationRequested && isConnected)
            {
                await SayOfflineAsync(client);
            }

            await stopping.CancelAsync();
            await connecting;
        }
    }

    /// <summary>A goodbye keeps the broker from saying it in the service's place.</summary>
    private async Task SayOfflineAsync(MqttClient client)
    {
        using var patience = new CancellationTokenSource(Farewell);
        try
        {
            await client.PublishAsync(topics.Status, "offline"u8.ToArray(), MqttQos.AtMostOnce, retain: true, cancellation: patience.Token);
        }
        catch (Exception failure) when (failure is MqttException or OperationCanceledException)
        {
            // The broker says it then.
        }
    }

    private void Tell(MqttStateChange change, AlertsToBroker? teller)
    {
        isConnected = change.State is MqttState.Connected or MqttState.Subscribed;
        var isKnown = question.Take(change.State);
        switch (change.State)
        {
            case MqttState.Connected:
                logger.LogInformation("outbound: connected to the broker");
                teller?.Connected();
                break;
            case MqttState.Subscribed:
                told = null;
                if (change.Subscriptions.FirstOrDefault(result => !result.Done) is { } refused)
                {
                    logger.LogWarning("outbound: the broker refuses {Filter}, so that alerts which it holds as open and which are not cannot be found: {Reason}", refused.Filter.Text, refused.Words);
                }

                break;
            case MqttState.Waiting when !isKnown && told != change.Failure?.Kind:
                // Once for as long as it stays the same.
                told = change.Failure?.Kind;
                logger.LogWarning("outbound: no connection to the broker: {Reason}", change.Failure?.Words);
                break;
        }
    }

    private async Task SendReportsAsync(MqttClient client, CancellationToken cancellation)
    {
        var writer = new AisCatcherWriter();
        try
        {
            await foreach (var report in waiting.Reader.ReadAllAsync(cancellation))
            {
                if (!client.IsConnected)
                {
                    Counters.CountShed(1);
                    continue;
                }

                foreach (var message in writer.Write(report))
                {
                    try
                    {
                        await client.PublishAsync(topics.Reports, message, MqttQos.AtMostOnce, cancellation: cancellation);
                        Counters.CountSent(1);
                    }
                    catch (MqttException)
                    {
                        Counters.CountShed(1);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    /// <summary>Reads the password until it can be read; null when the service stops before.</summary>
    private async Task<MqttOptions?> OptionsAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                return Options(SecretFile.Read(settings.PasswordFile));
            }
            catch (SourceFailedException failure)
            {
                logger.LogError("outbound: no connection to the broker: {Reason}", failure.Message);
                await Task.Delay(SecretAgain, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return null;
    }

    private MqttOptions Options(string? password) => (settings.Broker.ToClient(password, out var problem) ?? throw new InvalidOperationException(problem)) with
    {
        Will = new MqttWill(topics.Status, "offline"u8.ToArray()) { Qos = MqttQos.AtLeastOnce, Retain = true },
    };
}
