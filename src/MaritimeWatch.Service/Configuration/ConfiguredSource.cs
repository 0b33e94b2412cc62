using MaritimeWatch.Service.Gateway;

namespace MaritimeWatch.Service.Configuration;

/// <summary>One entry of <c>Sources</c>.</summary>
/// <param name="Settings">What every source has.</param>
/// <param name="Options">What its kind has.</param>
/// <param name="Text">What was written, key by key; two entries that were written alike are the same source.</param>
internal sealed record ConfiguredSource(SourceSettings Settings, ISourceOptions Options, string Text);
