using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection;
using MaritimeWatch.Service.Replay;

namespace MaritimeWatch.Service.Replays;

/// <summary>A replay that can begin: its traffic is open, its analyser made.</summary>
/// <param name="Owner">Whose it is.</param>
/// <param name="RequestId">The owner's own id of the request, or empty.</param>
/// <param name="Plan">What is replayed.</param>
/// <param name="Traffic">The traffic, at its beginning.</param>
/// <param name="Analyser">An analyser of one shard.</param>
/// <param name="ChartProblems">What could not be used of the chart.</param>
internal sealed record ReplayRequest(
    string Owner, string RequestId, ReplayPlan Plan, IReplayTraffic Traffic, Analyser Analyser, IReadOnlyList<string> ChartProblems);
