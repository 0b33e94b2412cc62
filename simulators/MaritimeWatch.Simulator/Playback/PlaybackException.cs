namespace MaritimeWatch.Simulator.Playback;

/// <summary>Playing cannot go on: nobody answers, or the recording cannot be read. The message is for a person.</summary>
public sealed class PlaybackException(string message) : Exception(message);
