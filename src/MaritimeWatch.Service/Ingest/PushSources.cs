using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;

namespace MaritimeWatch.Service.Ingest;

/// <summary>The sources that push, by who the callers are: never by what a message says.</summary>
internal sealed class PushSources(SourceGateway gateway, PushSettings settings, TimeProvider clock)
{
    /// <summary>Told apart; names of JSON Web Tokens have no end, and each is a series of metrics.</summary>
    private const int MostSources = 256;

    /// <summary>What the names of all of them begin with.</summary>
    private const string Prefix = "push:";

    private readonly Dictionary<string, PushSource> byName = new(StringComparer.Ordinal);

    /// <summary>The kind of all of them.</summary>
    public const string Kind = "grpc-push";

    /// <summary>Whether a source of that name pushes.</summary>
    public static bool IsOne(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The source that a caller pushes for.</summary>
    public PushSource Of(Caller caller)
    {
        var name = Prefix + (caller.IsFeed ? caller.SourceId! : caller.Credential == CredentialKind.Open ? caller.Name : $"{AccessWords.Of(caller.Credential)}:{caller.Name}");
        lock (byName)
        {
            name = byName.Count < MostSources || byName.ContainsKey(name) ? name : $"{Prefix}others";
            if (!byName.TryGetValue(name, out var source))
            {
                byName.Add(name, source = new PushSource(gateway.AddCalled(ForLabel(name), Kind), settings, clock));
            }

            return source;
        }
    }

    /// <summary>A name as a label of the metrics can carry it.</summary>
    private static string ForLabel(string name) => name.Replace("%", "%25", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal).Replace("\\", "%5C", StringComparison.Ordinal);
}
