namespace MaritimeWatch.Load;

/// <summary>Which line of the traffic let the analyser decide, and which one the event is about.</summary>
/// <param name="Line">The first line after which the event is due: by then the stream has passed what the rule waits for.</param>
/// <param name="FixLine">The first line whose event time reaches that of the event.</param>
internal readonly record struct Deciding(int Line, int FixLine);
