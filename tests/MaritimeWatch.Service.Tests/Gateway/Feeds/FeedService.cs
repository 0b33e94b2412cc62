using MaritimeWatch.Domain;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Gateway.Feeds;

/// <summary>The service with one configured source, <c>feed</c>, and a folder for its secrets.</summary>
internal sealed class FeedService : IAsyncDisposable
{
    private readonly RunningService service;
    private readonly DirectoryInfo folder;

    private FeedService(RunningService service, DirectoryInfo folder) => (this.service, this.folder) = (service, folder);

    public RunningService Service => service;

    public SourceRuntime Source => service.Host.Sources.Single(source => source.Name == "feed");

    /// <summary>Reports that came of the source so far, duplicates included.</summary>
    public long Received => Source.Balance.Sums(Source.Counters.Stages()).Total.Received;

    /// <param name="entry">Kind and options of the source, the inside of a JSON object; <c>FOLDER</c> in it becomes the folder.</param>
    /// <param name="files">Names and contents of files to be there.</param>
    /// <param name="clock">The service's time.</param>
    /// <param name="eventTime">Which clock gives event time.</param>
    public static async Task<FeedService> StartAsync(string entry, (string Name, string Text)[]? files = null, TimeProvider? clock = null, EventTimeSource eventTime = EventTimeSource.TagBlock)
    {
        var folder = Directory.CreateTempSubdirectory("maritimewatch-feed-");
        foreach (var (name, text) in files ?? [])
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text);
        }

        var sources = Configured.Sources($$"""[{ "Id": "feed", "MaxRetryDelay": "00:00:01", {{entry.Replace("FOLDER", folder.FullName, StringComparison.Ordinal)}} }]""");
        var service = await RunningService.StartAsync(settings => settings with { Sources = sources, Ingest = settings.Ingest with { EventTime = eventTime } }, clock: clock);
        return new FeedService(service, folder);
    }

    public long Dropped(DropReason reason) => Source.Counters.Stages().Sum(stage => stage.DroppedFor(reason));

    public Task UntilReceivedAsync(long count) => UntilAsync(_ => Received >= count);

    public async Task UntilAsync(Func<SourceRuntime, bool> condition)
    {
        try
        {
            await Eventually.HoldsAsync(() => condition(Source));
        }
        catch (OperationCanceledException)
        {
            var stages = Source.Counters.Stages();
            var dropped = string.Join(", ", Enum.GetValues<DropReason>().Where(reason => Dropped(reason) > 0).Select(reason => $"{reason} {Dropped(reason)}"));
            Assert.Fail($"it never came about; the source is {Source.Health.State}: {Source.Health.Reason}; {Source.Balance.Sums(stages)}; {Source.Reconnects} reconnects; dropped: {dropped}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
