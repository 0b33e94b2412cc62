namespace MaritimeWatch.Service.Decode;

/// <summary>Whoever read standard output wants no more, as <c>head</c> does. Nothing to complain about, and nothing left to do.</summary>
internal sealed class ReaderGoneException : Exception;
