namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>One file of a bundle.</summary>
/// <param name="Name">Its name in the archive: letters, digits, dot, hyphen.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="What">What it is, one clause, for the manifest.</param>
internal sealed record BundleFile(string Name, byte[] Content, string What);
