namespace MaritimeWatch.Service.AlarmRate;

/// <summary>What one kind of alert asked of the desk.</summary>
/// <param name="Kind">In the contract's name.</param>
/// <param name="Raised">Alerts raised in the period, notices among them.</param>
/// <param name="AlarmsOrCritical">Alerts that became an alarm or critical in the period.</param>
/// <param name="Shelved">How often one was shelved.</param>
/// <param name="Closed">How often one was closed, by what it turned out to be.</param>
/// <param name="StillOpen">Of those raised, how many hold by the end of the log.</param>
internal sealed record KindCount(string Kind, int Raised, int AlarmsOrCritical, int Shelved, IReadOnlyDictionary<string, int> Closed, int StillOpen);
