namespace MaritimeWatch.Service.Desk;

/// <summary>Who acts.</summary>
/// <param name="Name">As the transition says it.</param>
/// <param name="Client">From where and with what credential, as the audit log says it; no secret.</param>
internal sealed record Actor(string Name, string Client);
