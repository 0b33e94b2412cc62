using System.Diagnostics.CodeAnalysis;
using MaritimeWatch.Mqtt.Packets;

namespace MaritimeWatch.Mqtt.Topics;

/// <summary>A topic filter (section 4.7): levels parted by <c>/</c>, <c>+</c> for any one level, <c>#</c> at the end for any number, none included.</summary>
/// <remarks>
/// Wildcards in the first level do not match topics that start with <c>$</c> [MQTT-4.7.2-1]. <c>$share/name/filter</c> is a shared subscription (MQTT 5.0,
/// section 4.8.2; brokers for 3.1.1 often do it too): it matches what its filter matches, and each message goes to one of the clients that share the name.
/// </remarks>
public sealed class TopicFilter : IEquatable<TopicFilter>
{
    internal const byte SingleLevelWildcard = (byte)'+';
    internal const byte MultiLevelWildcard = (byte)'#';
    private const string SharePrefix = "$share/";

    /// <summary>The part that topics are matched with: all of it, unless it is shared.</summary>
    private readonly string pattern;

    private TopicFilter(string text, string? shareName, string pattern)
    {
        Text = text;
        ShareName = shareName;
        this.pattern = pattern;
    }

    /// <summary>The filter as it goes to the broker.</summary>
    public string Text { get; }

    /// <summary>The name under which it is shared; null where it is not shared.</summary>
    public string? ShareName { get; }

    /// <summary>Whether it has a wildcard.</summary>
    public bool HasWildcard => pattern.AsSpan().IndexOfAny('+', '#') >= 0;

    /// <summary>Reads a filter.</summary>
    /// <param name="text">The filter.</param>
    /// <param name="filter">The filter, where it is one.</param>
    /// <param name="problem">Why it is none, as a sentence without a full stop.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out TopicFilter? filter, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        filter = null;
        if (MqttText.Problem(text) is { } unfit)
        {
            problem = $"the topic filter cannot be sent: {unfit}";
            return false;
        }

        string? shareName = null;
        var pattern = text;
        if (text.StartsWith(SharePrefix, StringComparison.Ordinal))
        {
            var end = text.IndexOf('/', SharePrefix.Length);
            shareName = end < 0 ? "" : text[SharePrefix.Length..end];
            pattern = end < 0 ? "" : text[(end + 1)..];
            if (shareName.Length == 0 || shareName.AsSpan().IndexOfAny('+', '#') >= 0)
            {
                problem = $"the shared subscription {text} is not of the form $share/name/filter, with a name without wildcards";
                return false;
            }
        }

        problem = ProblemOf(pattern, text);
        filter = problem is null ? new TopicFilter(text, shareName, pattern) : null;
        return problem is null;
    }

    /// <summary>Whether a message to <paramref name="topic"/> comes by this filter.</summary>
    public bool Matches(ReadOnlySpan<char> topic)
    {
        ReadOnlySpan<char> pattern = this.pattern;
        if (topic.IsEmpty || (topic[0] == '$' && pattern[0] is '+' or '#'))
        {
            return false;
        }

        while (true)
        {
            var level = UpToSlash(pattern);
            if (level is "#")
            {
                return true;
            }

            var topicLevel = UpToSlash(topic);
            if (level is not "+" && !level.SequenceEqual(topicLevel))
            {
                return false;
            }

            var patternEnds = level.Length == pattern.Length;
            if (topicLevel.Length == topic.Length)
            {
                // "sport/#" takes "sport" too: the parent level belongs to it.
                return patternEnds || pattern[level.Length..] is "/#";
            }

            if (patternEnds)
            {
                return false;
            }

            pattern = pattern[(level.Length + 1)..];
            topic = topic[(topicLevel.Length + 1)..];
        }
    }

    /// <inheritdoc/>
    public bool Equals(TopicFilter? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TopicFilter);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string? ProblemOf(string pattern, string text)
    {
        if (pattern.Length == 0)
        {
            return "a topic filter has at least one character";
        }

        for (var i = 0; i < pattern.Length; i++)
        {
            var alone = (i == 0 || pattern[i - 1] == '/') && (i == pattern.Length - 1 || pattern[i + 1] == '/');
            switch (pattern[i])
            {
                case '#' when !alone || i != pattern.Length - 1:
                    return $"in the topic filter {text}, # does not stand alone in the last level";
                case '+' when !alone:
                    return $"in the topic filter {text}, + does not stand alone in its level";
                default:
                    break;
            }
        }

        return null;
    }

    private static ReadOnlySpan<char> UpToSlash(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        return slash < 0 ? text : text[..slash];
    }
}
