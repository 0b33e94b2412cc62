namespace MaritimeWatch.Service.Forensics;

/// <summary>One part of a score.</summary>
/// <param name="Name">Which, a word or two.</param>
/// <param name="Points">0 to <paramref name="Most"/>, to a tenth.</param>
/// <param name="Most">What it can be at most.</param>
internal readonly record struct ScoreTerm(string Name, double Points, double Most);
