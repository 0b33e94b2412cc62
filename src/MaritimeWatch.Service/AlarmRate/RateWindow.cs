using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.AlarmRate;

/// <summary>Ten minutes of the clock, and what called in them by severity; notices make no sound.</summary>
/// <param name="Start">Their beginning.</param>
/// <param name="Notice">Notices.</param>
/// <param name="Warning">Warnings.</param>
/// <param name="Alarm">Alarms.</param>
/// <param name="Critical">Critical ones.</param>
internal sealed record RateWindow(Instant Start, int Notice, int Warning, int Alarm, int Critical);
