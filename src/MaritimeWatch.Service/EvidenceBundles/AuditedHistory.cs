using System.Text;
using Google.Protobuf;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>Whether the history in a bundle is what the audit log took into its chain: each line the bytes that were stored, each of those the content of an entry.</summary>
internal static class AuditedHistory
{
    public static IEnumerable<BundleProblem> Check(IReadOnlyList<AuditEntryLine> entries, byte[] events, byte[] transitions)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries.Where(entry => entry.Content is not null))
        {
            if (LineOf(entry) is { } line)
            {
                told.Add(line);
            }
            else
            {
                yield return new BundleProblem(BundleNames.AuditEntries, $"entry {entry.Number} has other bytes than its content is the hash of");
            }
        }

        foreach (var (name, content) in new[] { (BundleNames.Events, events), (BundleNames.Transitions, transitions) })
        {
            foreach (var line in Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!told.Remove($"{name} {line}"))
                {
                    yield return new BundleProblem(name, "has a line that the audit log does not have so");
                }
            }
        }

        foreach (var missing in told.Select(line => line[..line.IndexOf(' ', StringComparison.Ordinal)]).Distinct())
        {
            yield return new BundleProblem(missing, "lacks a line that the audit log has");
        }
    }

    /// <summary>The file and line that an entry's bytes stand for; null where they are not what its content is the hash of.</summary>
    private static string? LineOf(AuditEntryLine entry)
    {
        try
        {
            var payload = Convert.FromBase64String(entry.Payload ?? "");
            if (entry.Action.StartsWith("desk.", StringComparison.Ordinal))
            {
                var transition = AlertTransition.Parser.ParseFrom(payload);
                var hash = AuditedRows.Hash(
                    transition.Sequence, transition.AlertId, (Domain.Desk.OperatorAction)transition.Action, transition.Actor, WireTime.ToDomain(transition.Time).UnixMilliseconds, payload, entry.RequestId);
                return Is(entry, hash) ? $"{BundleNames.Transitions} {AlertTransitionJson.ToJson(payload)}" : null;
            }

            var alert = AlertEventMapping.ToDomain(AlertEvent.Parser.ParseFrom(payload));
            return Is(entry, AuditedRows.Hash(alert, payload)) ? $"{BundleNames.Events} {AlertEventJson.ToJson(alert)}" : null;
        }
        catch (Exception failure) when (failure is FormatException or InvalidProtocolBufferException or ArgumentException or NullReferenceException)
        {
            return null;
        }
    }

    private static bool Is(AuditEntryLine entry, byte[] hash) => Convert.ToHexStringLower(hash) == entry.Content;
}
