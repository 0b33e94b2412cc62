namespace MaritimeWatch.Ais.Encoding;

/// <summary>How sentences are written.</summary>
/// <param name="Talker">Two letters: <c>AI</c> mobile, <c>BS</c> or <c>AB</c> base station, and so on.</param>
/// <param name="HasTagBlocks">Whether a TAG block with the time (<c>c:</c>, UNIX seconds) and, for a message of several sentences, its group (<c>g:</c>) stands before each sentence.</param>
/// <param name="Source">The station in the TAG block (<c>s:</c>), at most 15 characters, or null.</param>
/// <param name="IsOwnShip">Whether the messages are the own ship's (VDO) and not others' (VDM).</param>
/// <param name="Remark">A remark in the TAG block (<c>t:</c>), at most 15 characters, or null.</param>
/// <param name="HasSeconds">
/// Whether a report's time gives the second of the minute in its message; false for "not available" where that time is not the ship's own: whoever receives it takes the second for the ship's, and sets clocks by it.
/// </param>
public sealed record AisEncoderOptions(string Talker = "AI", bool HasTagBlocks = true, string? Source = null, bool IsOwnShip = false, string? Remark = null, bool HasSeconds = true);
