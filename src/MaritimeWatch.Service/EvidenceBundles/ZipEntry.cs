namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>One file of an archive, by where it stands.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Offset">Where its header begins.</param>
/// <param name="DataOffset">Where its content begins.</param>
/// <param name="PackedLength">Bytes in the archive.</param>
/// <param name="Length">Bytes unpacked.</param>
/// <param name="Crc">CRC-32 of the unpacked content.</param>
/// <param name="IsPacked">Whether it is deflated.</param>
internal sealed record ZipEntry(string Name, long Offset, long DataOffset, long PackedLength, long Length, uint Crc, bool IsPacked);
