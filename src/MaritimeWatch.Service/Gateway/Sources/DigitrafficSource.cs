using System.Net;
using System.Net.Http.Headers;
using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Json;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Journal;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>Polls Digitraffic marine: <c>/vessels</c>, then <c>/locations</c>, as often as configured and never before the server's own <c>Retry-After</c>.</summary>
/// <remarks>
/// An answer is a picture of everything, not a stream: what it repeats is passed over, and so is a position too old to be live when first seen (decision 0722). Positions have the time
/// of their reception by the network; static data, which the service keeps for days, counts as said when it was fetched.
/// </remarks>
internal sealed class DigitrafficSource : IReportSource
{
    private const int PieceBytes = 64 * 1024;
    private const int ReportsAtOnce = 500;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly DigitrafficOptions options;
    private readonly DigitrafficMemory memory;
    private readonly HttpClient http;
    private readonly string where;
    private readonly StageCounter poll = new("Poll");
    private readonly ReportBatch reports = [];

    // What of the answer is on its way: it is known once it has been taken over, for what is lost before is to be asked for again.
    private readonly List<AisReport> answered = [];

    public DigitrafficSource(DigitrafficOptions options, DigitrafficMemory memory)
    {
        (this.options, this.memory) = (options, memory);

        // A connection is not kept for ever, so that a change of the server's address is noticed.
        http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip, PooledConnectionLifetime = TimeSpan.FromMinutes(15), ConnectTimeout = TimeSpan.FromSeconds(10) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.Add("Digitraffic-User", options.User);
        where = new Uri(options.Address).Authority;
    }

    /// <inheritdoc/>
    public async Task RunAsync(SourceSession session, CancellationToken cancellation)
    {
        var reader = new JsonReportReader(JsonDialect.Digitraffic, session.Interning);
        var frames = new JsonRecordFramer();
        var bounds = new LiveBounds();
        IReadOnlyList<StageCounter> stages = [frames.Counter, reader.Counter, poll, bounds.Counter];
        using var journal = session.OpenJournal(JournalKind.Json, where);
        session.Opened(stages);
        var isConnected = false;
        try
        {
            while (true)
            {
                if (memory.NextPoll - session.Now is var wait && wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, session.Clock, cancellation);
                }

                memory.NextPoll = session.Now + options.PollInterval;
                if (options.Vessels)
                {
                    await PollAsync("/vessels", memory.Vessels);
                }

                await PollAsync($"/locations{options.Area}", memory.Locations);
                if (!isConnected)
                {
                    session.Connected($"polling {where}");
                    isConnected = true;
                }
            }
        }
        finally
        {
            session.Closed(stages);
        }

        async Task PollAsync(string path, DigitrafficMemory.AnswerMark mark)
        {
            reports.Clear();
            answered.Clear();
            using var patience = new AnswerPatience(options.RequestTimeout, session.Clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
            try
            {
                using var answer = await AskAsync(path, mark, session.Now, either.Token);
                if (answer.StatusCode == HttpStatusCode.NotModified)
                {
                    return;
                }

                await ReadAsync(session, await answer.Content.ReadAsStreamAsync(either.Token), frames, Take, patience, cancellation, either.Token);
                (mark.ETag, mark.LastModified) = (answer.Headers.ETag?.ToString(), answer.Content.Headers.LastModified);
            }
            catch (OperationCanceledException) when (patience.IsOver && !cancellation.IsCancellationRequested)
            {
                throw new SourceFailedException($"{where}{path} does not answer within {options.RequestTimeout.TotalSeconds:0.#} s");
            }
            catch (HttpRequestException failure)
            {
                throw FailureWords.Of(failure.InnerException ?? failure, where);
            }
        }

        void Take(ReadOnlySpan<byte> record)
        {
            if (reader.Read(default, record, null, out var report, out _) != ReadResult.Report)
            {
                return;
            }

            var now = session.Now;
            poll.Received();
            if (!memory.IsNew(report))
            {
                poll.Drop(DropReason.Duplicate);
                return;
            }

            var isLive = session.EventTime == EventTimeSource.TagBlock || report.Time >= (now - LiveBounds.Oldest).WholeSecond;
            if (!isLive && report.Static is null)
            {
                memory.Know(report);
                poll.Drop(DropReason.OutsideTimeRange);
                return;
            }

            var said = report;
            report = isLive ? report : report with { Dynamic = report.Dynamic with { Time = now.WholeSecond } };
            if (session.Admits(bounds, ref report, now, reader.UtcSecond))
            {
                journal?.AddLines(record, now);
                journal?.Note(report.Time);
                journal?.HandOver();
                reports.Add(report, ReportBatch.NoStation, reader.IsForwarded);
                answered.Add(said);
            }
            else
            {
                memory.Know(said);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<HttpResponseMessage> AskAsync(string path, DigitrafficMemory.AnswerMark mark, Instant now, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, options.Address.TrimEnd('/') + path);
        if (mark.ETag is { } tag)
        {
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(tag));
        }

        request.Headers.IfModifiedSince = mark.LastModified;
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotModified)
        {
            return answer;
        }

        using (answer)
        {
            var status = (int)answer.StatusCode;
            var isBusy = answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
            var wait = Asked(answer.Headers.RetryAfter, now);
            wait = wait > LongestWait ? LongestWait : wait;
            if (isBusy || wait > TimeSpan.Zero)
            {
                memory.NextPoll = now + (wait > options.PollInterval ? wait : options.PollInterval);
            }

            var outlook = status is >= 400 and < 500 && !isBusy && answer.StatusCode != HttpStatusCode.RequestTimeout ? SourceOutlook.Refused : SourceOutlook.TryAgain;
            throw new SourceFailedException(
                $"{where}{path} answers {status} {answer.ReasonPhrase}{(wait > TimeSpan.Zero ? $" and asks to wait {wait.TotalSeconds:0} s" : "")}", outlook) { RetryAfter = memory.NextPoll - now };
        }
    }

    private static TimeSpan Asked(RetryConditionHeaderValue? header, Instant now) =>
        header?.Delta ?? (header?.Date is { } date ? new Instant(date.ToUnixTimeMilliseconds()) - now : TimeSpan.Zero);

    /// <summary>Takes an answer apart as it comes, however large it is.</summary>
    private async Task ReadAsync(SourceSession session, Stream body, JsonRecordFramer frames, JsonRecordTaken take, AnswerPatience patience, CancellationToken cancellation, CancellationToken either)
    {
        var piece = new byte[PieceBytes];
        for (int count; (count = await body.ReadAsync(piece, either)) > 0;)
        {
            session.ReceivedBytes(count);
            Frame(piece.AsSpan(0, count), frames, take);
            if (reports.Count >= ReportsAtOnce)
            {
                await HandOverAsync(session, patience, cancellation);
            }
        }

        await HandOverAsync(session, patience, cancellation);
        if (frames.Abandon())
        {
            throw new SourceFailedException($"the answer of {where} is cut off");
        }
    }

    private async ValueTask HandOverAsync(SourceSession session, AnswerPatience patience, CancellationToken cancellation)
    {
        patience.Pause();
        await session.HandOverAsync(reports, cancellation);
        patience.Resume();
        foreach (var report in answered)
        {
            memory.Know(report);
        }

        answered.Clear();
    }

    private static void Frame(ReadOnlySpan<byte> piece, JsonRecordFramer frames, JsonRecordTaken take)
    {
        while (frames.TryReadRecord(ref piece, out var record, out var reason))
        {
            if (reason == DropReason.None)
            {
                take(record);
            }
        }
    }

    private delegate void JsonRecordTaken(ReadOnlySpan<byte> record);
}
