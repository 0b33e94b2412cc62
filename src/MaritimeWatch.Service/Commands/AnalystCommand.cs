using System.CommandLine;
using System.Text;
using Google.Protobuf;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Service.Api;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Formats;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Service.Stores;
using MaritimeWatch.Storage;
using GeoPosition = MaritimeWatch.Contracts.V1.GeoPosition;

namespace MaritimeWatch.Service.Commands;

/// <summary>What the analyst's commands have in common: of a service or of a store, page after page, in any format, to a file or standard output.</summary>
internal static class AnalystCommand
{
    public const string Table = "table";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static Option<string?> Time(string name, string description) => new(name) { Description = $"{description}, RFC 3339 UTC, e.g. 2024-11-17T00:00:00Z", HelpName = "TIME" };

    public static Option<string?> Store() => new("--store") { Description = "read this database file instead of asking a service", HelpName = "FILE" };

    public static Option<string[]> Assets() => new("--assets") { Description = "with --store: the chart, GeoJSON; without it, the one that the store holds", HelpName = "FILE", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };

    public static Option<string?> Output() => new("--output") { Description = "write to this file; standard output without it", HelpName = "FILE" };

    public static Option<string> Format(AnswerFormat[] formats)
    {
        var format = new Option<string>("--format") { Description = Described(formats), HelpName = "FORMAT", DefaultValueFactory = _ => Table };
        format.AcceptOnlyFromAmong(Names(formats));
        return format;
    }

    public static Option<string?> FormatOrNone(AnswerFormat[] formats)
    {
        var format = new Option<string?>("--format") { Description = Described(formats), HelpName = "FORMAT" };
        format.AcceptOnlyFromAmong(Names(formats));
        return format;
    }

    /// <summary>A box of degrees: west,south,east,north.</summary>
    /// <exception cref="CommandFailedException">It is none.</exception>
    public static AreaFilter? Box(string? text) => Numbers(text, "--bbox", "west,south,east,north", count => count == 4) is not { } numbers ? null
        : new AreaFilter { West = numbers[0], South = numbers[1], East = numbers[2], North = numbers[3] };

    /// <summary>A circle: longitude,latitude,metres.</summary>
    /// <exception cref="CommandFailedException">It is none.</exception>
    public static CircleFilter? Circle(string? text) => Numbers(text, "--circle", "longitude,latitude,metres", count => count == 3) is not { } numbers ? null
        : new CircleFilter { Centre = new GeoPosition { Longitude = numbers[0], Latitude = numbers[1] }, RadiusMetres = numbers[2] };

    /// <summary>A polygon: longitude,latitude of each corner.</summary>
    /// <exception cref="CommandFailedException">It is none.</exception>
    public static PositionSequence? Polygon(string? text)
    {
        if (Numbers(text, "--polygon", "longitude,latitude of three corners or more", count => count >= 6 && count % 2 == 0) is not { } numbers)
        {
            return null;
        }

        var polygon = new PositionSequence();
        polygon.Positions.AddRange(numbers.Chunk(2).Select(corner => new GeoPosition { Longitude = corner[0], Latitude = corner[1] }));
        return polygon;
    }

    public static Google.Protobuf.WellKnownTypes.Timestamp? Moment(ParseResult parsed, Option<string?> option) =>
        EventTime.Parse(parsed.GetValue(option), option.Name) is { } time ? WireTime.ToProto(time) : null;

    /// <summary>Asks for page after page and writes what comes.</summary>
    /// <param name="question">What is asked, where and how it is written.</param>
    /// <param name="request">The request; its page size and token are set here.</param>
    /// <param name="ask">Asks the queries of this process.</param>
    /// <param name="interrupted">Ends it.</param>
    public static async Task<int> RunAsync<TRequest, TResponse>(AnalystQuestion<TResponse> question, TRequest request, Func<AnalystQueries, TRequest, CancellationToken, Task<TResponse>> ask, CancellationToken interrupted)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        if (question.Format != Table)
        {
            AnswerFormats.Prepare(request, AnswerFormats.Of(question.Format));
        }

        if (question.Store is { } file)
        {
            return await QueryCommand.AskAsync(file, store =>
            {
                var queries = new AnalystQueries(store.Tracks, ChartFor(request, question.Assets, store));
                return PagesAsync(question, request, async page => TrackExports.Labelled(await ask(queries, page, interrupted), question.Label));
            });
        }

        if (question.Assets.Length > 0)
        {
            throw new CommandFailedException("--assets goes with --store: a service has its own chart", ExitCode.WrongUsage);
        }

        return await QueryCommand.AskAsync(question.Address, client => PagesAsync(question, request, page => client.CallAsync(
            new Grpc.GrpcMethod<TRequest, TResponse>(TrackServiceReflection.Descriptor.Services[0], question.Method), page, Patience, question.Credentials, interrupted)));
    }

    /// <summary>The chart by which a question to a store is answered; an empty one where it needs none.</summary>
    private static Chart ChartFor(IMessage request, string[] files, SqliteStore store)
    {
        if (files.Length > 0 || request is ListCrossingsRequest or ListVisitsRequest { AssetId.Length: > 0 })
        {
            return ChartOfStore.Of(files, store, Instant.MaxValue);
        }

        if (request is not ListEncountersRequest)
        {
            return Chart.Empty;
        }

        var chart = ChartOfStore.Find(store, Instant.MaxValue) ?? Chart.Empty;
        if (!chart.Areas.Any(area => area.Category is ContextCategory.Anchorage or ContextCategory.Port))
        {
            Console.Error.WriteLine("maritimewatch: no anchorage and no port is charted, so ships in harbour count as met at sea; name a chart that has them with --assets");
        }

        return chart;
    }

    private static async Task<int> PagesAsync<TRequest, TResponse>(AnalystQuestion<TResponse> question, TRequest request, Func<TRequest, Task<TResponse>> ask)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var token = request.Descriptor.FindFieldByName("page_token");
        request.Descriptor.FindFieldByName("page_size")?.Accessor.SetValue(request, question.Limit is > 0 and var few ? Math.Min(few, question.PageSize) : question.PageSize);
        await using var output = new AnswerOutput(question.Output);
        Answer? whole = null;
        var given = 0;
        do
        {
            var answer = question.Answer(await ask(request));
            answer = question.Limit > 0 && given + answer.Rows.Count > question.Limit ? First(answer, question.Limit - given) : answer;
            if (question.IsWhole)
            {
                whole = whole is null ? answer : Joined(whole, answer);
            }
            else
            {
                await output.WriteAsync(Page(question, answer, given == 0));
            }

            given += answer.Rows.Count;
            token?.Accessor.SetValue(request, answer.NextPageToken);
            if (answer.NextPageToken.Length == 0)
            {
                break;
            }
        }
        while (question.Limit == 0 || given < question.Limit);
        if (whole is not null)
        {
            await output.WriteAsync(question.Format == Table ? Lines(whole, question) : AnswerText.Write(AnswerFormats.Of(question.Format), request, whole with { NextPageToken = "" }));
        }

        await output.CompleteAsync();
        return ExitCode.Done;
    }

    private static ReadOnlyMemory<byte> Page<TResponse>(AnalystQuestion<TResponse> question, Answer answer, bool isFirst) => question.Format switch
    {
        "csv" => CsvText.Write(answer, isFirst),
        "nmea" => NmeaText.Write(answer, isFirst),
        _ => Encoding.UTF8.GetBytes(string.Concat(answer.Rows.Select(row => Line(row.Message, answer.Label) + "\n"))),
    };

    /// <summary>An entry as JSON; the label stands in each line, so that no part loses it.</summary>
    public static string Line(IMessage message, string label)
    {
        var line = Representation.Formatter.Format(message);
        return label.Length == 0 ? line : $"{line[..^1].TrimEnd()}, \"{CsvText.LabelColumn}\": \"{label}\" }}";
    }

    private static ReadOnlyMemory<byte> Lines<TResponse>(Answer answer, AnalystQuestion<TResponse> question)
    {
        var style = question.Output is null ? TerminalStyle.OfOutput() : TerminalStyle.Plain;
        var rows = BriefTable.Rows(answer, question.Brief);
        var lines = TextTable.Lines([.. question.Brief.Select(column => column.Heading)], rows, style);

        // In a file it must say so itself; on a terminal, and for a program behind a pipe, a table is its rows.
        return Encoding.UTF8.GetBytes(string.Concat(lines.Concat(question.Output is null ? [] : [answer.Label]).Select(line => line + "\n")));
    }

    private static Answer First(Answer answer, int most) => answer with
    {
        Rows = [.. answer.Rows.Take(most)],
        Tracks = answer.Tracks is not [var only] ? answer.Tracks?.Take(most).ToList() : [only with { Points = [.. only.Points.Take(most)] }],
    };

    /// <summary>Two pages as one; a track that goes on is one track.</summary>
    private static Answer Joined(Answer one, Answer other) => one with
    {
        Rows = [.. one.Rows, .. other.Rows],
        Tracks = one.Tracks is [var before] && other.Tracks is [var after] && before.Vessel.Mmsi == after.Vessel.Mmsi
            ? [before with { Points = [.. before.Points, .. after.Points] }]
            : one.Tracks is { } tracks ? [.. tracks, .. other.Tracks ?? []] : null,
    };

    private static string[] Names(AnswerFormat[] formats) => [Table, .. formats.Select(AnswerFormats.Name)];

    private static string Described(AnswerFormat[] formats) => $"{string.Join(", ", Names(formats))}; json is one object a line";

    private static double[]? Numbers(string? text, string option, string expected, Predicate<int> fits)
    {
        if (text is null)
        {
            return null;
        }

        var numbers = text.Split(',').Select(part => double.TryParse(part, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToArray();
        return fits(numbers.Length) && numbers.All(double.IsFinite) ? numbers : throw new CommandFailedException($"{option} {text}: not {expected}", ExitCode.WrongUsage);
    }
}
