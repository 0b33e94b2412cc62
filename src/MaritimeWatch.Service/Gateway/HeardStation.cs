using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Gateway;

/// <summary>A station that a source tells of.</summary>
/// <param name="Name">As it calls itself.</param>
/// <param name="Messages">Valid messages that it heard.</param>
/// <param name="LastMessage">When the last of them came.</param>
internal readonly record struct HeardStation(string Name, long Messages, Instant LastMessage);
