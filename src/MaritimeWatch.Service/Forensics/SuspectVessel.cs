using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Forensics;

/// <summary>What the stores know of a vessel beside her track.</summary>
/// <param name="Mmsi">Who.</param>
/// <param name="Static">What she last said of herself, or null.</param>
/// <param name="Spells">What she said before, and when.</param>
/// <param name="Alerts">Alerts about her about the time of the fault.</param>
internal sealed record SuspectVessel(Mmsi Mmsi, StaticReport? Static, IReadOnlyList<StaticSpell> Spells, IReadOnlyList<AlertEvent> Alerts);
