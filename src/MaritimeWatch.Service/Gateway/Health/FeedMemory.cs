using System.Text.Json;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Gateway.Health;

/// <summary>The feeds that nobody configured, in a file beside the store: one that does not come back after a restart is an outage as any other.</summary>
/// <remarks>Written whole or not at all, by a task of its own: a slow disk holds up nobody. What cannot be read is as if it were not there, and is learnt again. Noted by one thread.</remarks>
/// <param name="path">The file.</param>
internal sealed class FeedMemory(string path)
{
    /// <summary>How often the times are written where nothing else changes. Design value.</summary>
    private static readonly TimeSpan WriteInterval = TimeSpan.FromMinutes(10);

    private HashSet<string> written = [];
    private Instant writtenAt = Instant.MinValue;

    /// <summary>Done when what was noted last is written, or cannot be.</summary>
    public Task Written { get; private set; } = Task.CompletedTask;

    /// <summary>Reads it.</summary>
    public IReadOnlyList<KnownFeed> Read()
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var feeds = document.RootElement.EnumerateArray().Select(feed => new KnownFeed(
                feed.GetProperty("name").GetString() ?? "",
                Instant.FromUnixSeconds(feed.GetProperty("lastMessage").GetInt64()),
                TimeSpan.FromSeconds(Math.Clamp(feed.GetProperty("expectedSeconds").GetInt64(), 1, 86_400)))).Where(feed => feed.Name.Length > 0).ToList();
            written = [.. feeds.Select(feed => feed.Name)];
            return feeds;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentOutOfRangeException)
        {
            return [];
        }
    }

    /// <summary>Takes note of the feeds there are; writes them where there are others than before, and now and then.</summary>
    public void Note(IReadOnlyList<KnownFeed> feeds, Instant now)
    {
        var isSame = feeds.Count == written.Count && feeds.All(feed => written.Contains(feed.Name));
        if (!Written.IsCompleted || (isSame && (feeds.Count == 0 || (writtenAt != Instant.MinValue && now - writtenAt < WriteInterval))))
        {
            return;
        }

        (written, writtenAt) = ([.. feeds.Select(feed => feed.Name)], now);
        Written = Task.Run(() => Write(feeds));
    }

    private void Write(IReadOnlyList<KnownFeed> feeds)
    {
        try
        {
            using (var file = File.Create(path + ".new"))
            using (var json = new Utf8JsonWriter(file))
            {
                json.WriteStartArray();
                foreach (var feed in feeds)
                {
                    json.WriteStartObject();
                    json.WriteString("name", feed.Name);
                    json.WriteNumber("lastMessage", feed.LastMessage.UnixSeconds);
                    json.WriteNumber("expectedSeconds", (long)feed.ExpectedInterval.TotalSeconds);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A disk that refuses is told of elsewhere; it is tried again.
        }
    }
}
