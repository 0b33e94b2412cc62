using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage;

/// <summary>What a vessel said of herself for a while without a change: one message type at a time, since class B says its name and its size in two.</summary>
/// <param name="Since">Event time at which it was first heard.</param>
/// <param name="Until">Event time at which it was last heard before she said something else.</param>
/// <param name="Static">What she said; nothing of it proven.</param>
/// <param name="StationClass">Of the station that said it.</param>
public sealed record StaticSpell(Instant Since, Instant Until, StaticReport Static, StationClass StationClass);
