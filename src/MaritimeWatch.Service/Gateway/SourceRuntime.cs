using MaritimeWatch.Ais;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Gateway.Merging;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Gateway;

/// <summary>One source as the gateway runs it: attempt after attempt, its health, its rate, its counters, its balance.</summary>
internal sealed class SourceRuntime
{
    /// <summary>A source is never called silent sooner, unless it is configured so (detectors.md C.11).</summary>
    public static readonly TimeSpan UsualLeastInterval = TimeSpan.FromMinutes(1);

    /// <summary>What is shed now and then is told as one flood. Design value.</summary>
    private static readonly TimeSpan FloodIsToldFor = TimeSpan.FromMinutes(1);

    /// <summary>A connection that stays silent again and again is given up ever later, up to this. Design value.</summary>
    private static readonly TimeSpan MostPatience = TimeSpan.FromMinutes(10);

    private readonly GatewayParts parts;
    private readonly Func<IReportSource>? open;
    private readonly bool isReconnectedWhenSilent;
    private readonly Backoff backoff = new(Random.Shared.NextDouble);
    private CancellationTokenSource? attempt;
    private Instant attemptedAt;
    private long shedBefore;
    private Instant? floodedAt;
    private int givenUp;

    /// <param name="settings">What every source has.</param>
    /// <param name="parts">What all sources share.</param>
    /// <param name="open">Makes a source for an attempt; null for one that is called and does not run.</param>
    /// <param name="isReconnectedWhenSilent">Whether silence ends an attempt.</param>
    /// <param name="before">The source of the same id that this one takes the place of, whose counts go on; or null.</param>
    public SourceRuntime(SourceSettings settings, GatewayParts parts, Func<IReportSource>? open, bool isReconnectedWhenSilent = false, SourceRuntime? before = null)
    {
        (Settings, this.parts, this.open, this.isReconnectedWhenSilent) = (settings, parts, open, isReconnectedWhenSilent);
        Began = Now;
        Health = new SourceHealth(Began, Tell);
        Counters = before?.Counters ?? new SourceCounters();
        Balance = before?.Balance ?? new SourceBalance();
        Meter = before?.Meter ?? new SourceMeter(parts.EventTime == EventTimeSource.Receipt);
        Clock = before is { } same && same.Settings.CorrectClock == settings.CorrectClock ? same.Clock : new SourceClock(settings.CorrectClock);
        Number = before is null ? parts.Numbers.Give(this) : parts.Numbers.Pass(before.Number, this);
        Stations = before?.Stations ?? new SourceStations(station => parts.Numbers.Give(Number, station));
        Delivery = new SourceDelivery(this, parts);
        Admission = new SourceAdmission(parts.EventTime, Clock, parts.Clocks, () => Delivery.Standing);
        (shedBefore, floodedAt) = (TooMuch(), before?.floodedAt);
        Session = new SourceSession(this, parts);
    }

    /// <summary>What every source has.</summary>
    public SourceSettings Settings { get; }

    /// <summary>Name in metrics, e.g. <c>nmea-tcp</c>.</summary>
    public string Name => Settings.Id;

    /// <summary>Whether it stands in the configuration; else it is one of those that are always there, or was called.</summary>
    public bool IsConfigured { get; init; }

    /// <summary>Since when it is run.</summary>
    public Instant Began { get; }

    /// <summary>What its senders are called in the journal.</summary>
    public string JournalName { get; init; } = "";

    /// <summary>What it received, and what it dropped by stage and reason.</summary>
    public SourceCounters Counters { get; }

    /// <summary>What became of what it brought.</summary>
    public SourceBalance Balance { get; }

    /// <summary>What is measured of it.</summary>
    public SourceMeter Meter { get; }

    /// <summary>How it does.</summary>
    public SourceHealth Health { get; }

    /// <summary>How far its times are off.</summary>
    public SourceClock Clock { get; }

    /// <summary>Its number in the merger.</summary>
    public ushort Number { get; }

    /// <summary>The stations that heard what it brings, as far as its messages tell.</summary>
    public SourceStations Stations { get; }

    /// <summary>Its reports' way into the queue.</summary>
    public SourceDelivery Delivery { get; }

    /// <summary>Where its reports' times are put right and held to the bounds.</summary>
    public SourceAdmission Admission { get; }

    /// <summary>What was measured at the last look.</summary>
    public SourceFigures Figures { get; private set; }

    /// <summary>Why it is not to be believed at present, for a person; null where it is. Then it gives way to every other.</summary>
    public string? Suspicion { get; private set; }

    /// <summary>See <see cref="ISourceOptions.LeastExpectedInterval"/>.</summary>
    public TimeSpan LeastExpectedInterval { get; init; } = UsualLeastInterval;

    /// <summary>What silence was ordinary before the service was started: until that is learnt again.</summary>
    public TimeSpan ExpectedAtFirst { get; init; }

    /// <summary>The longest silence that is ordinary.</summary>
    public TimeSpan ExpectedInterval => Settings.ExpectedInterval ?? Longest(LeastExpectedInterval, Figures.MedianGap is { } gap ? gap * 10 : ExpectedAtFirst);

    /// <summary>Attempts after the first.</summary>
    public long Reconnects { get; private set; }

    /// <summary>What its source delivers to.</summary>
    public SourceSession Session { get; }

    private Instant Now => new(parts.Clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Runs it until cancelled: one attempt after the other, with pauses. Nothing that a source does ends it.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (open is not null && !stopping.IsCancellationRequested)
        {
            var failure = await AttemptAsync(stopping);
            if (stopping.IsCancellationRequested)
            {
                break;
            }

            if (failure.Outlook is SourceOutlook.Ended or SourceOutlook.Lost)
            {
                (failure.Outlook == SourceOutlook.Ended ? (Action<string, Instant>)Health.Off : Health.Lost)(failure.Message, Now);
                await Task.Delay(Timeout.Infinite, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            }

            if (Health.LastValid >= attemptedAt)
            {
                backoff.Reset();
                givenUp = 0;
            }

            var wait = failure.Outlook == SourceOutlook.Refused ? Longest(Backoff.AfterRefusal, Settings.MaxRetryDelay) : backoff.Next(Settings.MaxRetryDelay);
            wait = Longest(wait, failure.RetryAfter ?? TimeSpan.Zero);
            Health.Down(failure.Message, failure.Outlook == SourceOutlook.Refused, Now + wait, Now);
            await Task.Delay(wait, parts.Clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Reconnects++;
        }

        Health.Stop("the source is being stopped", Now);
    }

    /// <summary>Says that it is switched off.</summary>
    public void Disable() => Health.Off("switched off in the configuration", Now);

    /// <summary>The way is open.</summary>
    public void Up(string what) => Health.Up(what, Now);

    /// <summary>The way is open as before, and something is to be said of it.</summary>
    public void Remark(string what) => Health.Remark(what, Now);

    /// <summary>There is no way at present, and it is for others to open one.</summary>
    public void Idle(string what) => Health.Trying(what, Now);

    /// <summary>Looks at it; once a second.</summary>
    public void Look()
    {
        var now = Now;
        Figures = Meter.Look(now, Counters.Rejections());
        Clock.Judge();
        Suspicion = Gateway.Health.Suspicion.Of(Figures);
        var flood = FloodOf(now);
        if (Delivery.HoldUps.Any)
        {
            // It has brought something that has to wait for us: that is no silence of its own.
            Health.Delivered(now);
        }

        Health.Judge(now, ExpectedInterval, Degradation.Of(Figures, parts.EventTime == EventTimeSource.Receipt ? Clock.Problem : null, Suspicion, flood), Delivery.HoldUps.Reason);
        if (isReconnectedWhenSilent && Health.State == SourceState.Silent && now - Health.Since >= Shortest(MostPatience, ExpectedInterval * (Math.Pow(2, Math.Min(givenUp, 20)) - 1)))
        {
            GiveUp();
        }
    }

    /// <summary>Reports came: they count as received and as a sign of life.</summary>
    public void Heard(ReadOnlySpan<AisReport> reports)
    {
        var positions = 0;
        foreach (ref readonly var report in reports)
        {
            positions += report.Dynamic.HasPosition ? 1 : 0;
        }

        var now = Now;
        Balance.Read(positions, reports.Length - positions);
        Meter.Took(reports, now);
        Health.Delivered(now);
    }

    /// <summary>Says for a minute after the last time that messages are being shed.</summary>
    private string? FloodOf(Instant now)
    {
        var shed = TooMuch();
        (floodedAt, shedBefore) = (shed > shedBefore ? now : floodedAt, shed);
        return floodedAt is { } at && now - at < FloodIsToldFor
            ? $"messages are being shed ({shed} so far): it brings more than its rate of {Settings.MessagesPerSecond} a second, or more than there is room for"
            : null;
    }

    /// <summary>What was shed because there was no room, or no rate, for it.</summary>
    private long TooMuch() => Balance.TotalShed() - Balance.CutOff;

    private static TimeSpan Shortest(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private void GiveUp()
    {
        givenUp++;
        try
        {
            // Whatever waits for it goes on elsewhere: the others are looked at meanwhile.
            _ = Volatile.Read(ref attempt)?.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    private static TimeSpan Longest(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private async Task<SourceFailedException> AttemptAsync(CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        (attempt, attemptedAt) = (ending, Now);
        Health.Trying("connecting", attemptedAt);
        try
        {
            await using var source = open!();
            await source.RunAsync(Session, ending.Token);
            return new SourceFailedException("the other side has ended it");
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return new SourceFailedException($"{Health.Reason}; it is given up for a new attempt");
        }
        catch (Exception failure)
        {
            var told = FailureWords.Of(failure, Name);
            if (failure is not SourceFailedException)
            {
                parts.Log.LogError(failure, "source {Source}: {Reason}", Name, told.Message);
            }

            return told;
        }
        finally
        {
            attempt = null;
        }
    }

    private void Tell(SourceTransition change)
    {
        var isTrouble = change.To is SourceState.Degraded or SourceState.Silent or SourceState.Refused || change is { From: SourceState.Live or SourceState.Degraded, To: SourceState.Connecting };
        parts.Log.Log(
            isTrouble ? LogLevel.Warning : LogLevel.Information, "source {Source}: {From} to {To}: {Reason}", Name, SourceWords.Of(change.From), SourceWords.Of(change.To), change.Reason);
    }
}
