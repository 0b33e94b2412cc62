using System.Buffers;
using System.Buffers.Binary;

namespace MaritimeWatch.Detection.Normality;

/// <summary>A model as bytes, least significant first; counts as LEB128.</summary>
/// <remarks>
/// Header, ships by class, cells in the order of their keys, kept windows in the order of theirs, forest, quantiles, and over all of it a CRC-32, which
/// ends every version of the format. The same model gives the same bytes.
/// </remarks>
internal sealed class ModelWriter
{
    /// <summary>The version this program writes, and the newest it reads.</summary>
    public const ushort Version = 1;

    /// <summary>Where the version stands.</summary>
    public const int VersionAt = 8;

    /// <summary>Bytes before the ships by class.</summary>
    public const int HeaderBytes = 60;

    /// <summary>A class of more ships has its sketch written out whole.</summary>
    public const int MostListedBits = 512;

    /// <summary>A cell of more ships has its sketch written out whole.</summary>
    public const int MostListedCellBits = 15;

    private readonly ArrayBufferWriter<byte> bytes = new(1 << 16);

    /// <summary>What every model begins with; the line end shows a file that was sent as text.</summary>
    public static ReadOnlySpan<byte> Magic => [0x89, (byte)'M', (byte)'W', (byte)'N', (byte)'O', (byte)'R', (byte)'\r', (byte)'\n'];

    public static byte[] Write(NormalityModel model)
    {
        var writer = new ModelWriter();
        writer.WriteHeader(model);
        for (var i = 0; i < VesselClasses.Count; i++)
        {
            writer.WriteVessels(model.Table.VesselsOf((VesselClass)i));
        }

        writer.WriteCells(model.Table);
        writer.WriteWindows(model.Windows);
        writer.WriteForest(model.Forest, model.Quantiles);
        writer.UInt32(Crc32.Of(writer.bytes.WrittenSpan));
        return writer.bytes.WrittenSpan.ToArray();
    }

    private void WriteHeader(NormalityModel model)
    {
        bytes.Write(Magic);
        UInt16(Version);
        UInt32(TrafficGrid.RawLatitude);
        UInt32(TrafficGrid.RawLongitude);
        UInt16((ushort)WindowFeatures.Window.TotalSeconds);
        UInt16(OrdinaryTraffic.LaneVessels);
        UInt16(WindowFeatures.Count);
        UInt16(NormalityTrainer.Trees);
        UInt16(NormalityTrainer.Subsample);
        UInt64(NormalityTrainer.Seed);
        UInt64((ulong)model.From.UnixSeconds);
        UInt64((ulong)model.To.UnixSeconds);
        UInt64((ulong)model.WindowsSeen);
    }

    private void WriteVessels(DistinctVessels vessels)
    {
        var sketch = vessels.AsBytes();
        var used = Enumerable.Range(0, DistinctVessels.Bits).Where(bit => (vessels.AsBytes()[bit >> 3] & (1 << (bit & 7))) != 0).ToList();
        Count((ulong)used.Count);
        if (used.Count > MostListedBits)
        {
            bytes.Write(sketch);
            return;
        }

        var before = -1;
        foreach (var bit in used)
        {
            Count((ulong)(bit - before - 1));
            before = bit;
        }
    }

    private void WriteCells(CellTable table)
    {
        Count((ulong)table.Count);
        var before = -1;
        foreach (var (key, counts) in table.Entries.OrderBy(entry => entry.Key))
        {
            Count((ulong)(key - before - 1));
            before = key;
            WriteCell(counts);
        }
    }

    private void WriteCell(CellCounts counts)
    {
        var used = int.CreateTruncating(UInt128.PopCount(counts.Vessels));
        Byte((byte)used);
        if (used > MostListedCellBits)
        {
            UInt64((ulong)counts.Vessels);
            UInt64((ulong)(counts.Vessels >> 64));
        }
        else
        {
            for (var bit = 0; bit < CellCounts.VesselBits; bit++)
            {
                if ((counts.Vessels & (UInt128.One << bit)) != 0)
                {
                    Byte((byte)bit);
                }
            }
        }

        var nonZero = 0;
        for (var i = 0; i < CellCounts.Counters; i++)
        {
            nonZero += counts[i] == 0 ? 0 : 1;
        }

        Byte((byte)nonZero);
        for (var i = 0; i < CellCounts.Counters; i++)
        {
            if (counts[i] != 0)
            {
                Byte((byte)i);
                Count(counts[i]);
            }
        }

        var sectors = 0;
        for (var sector = 0; sector < WindowSample.Sectors; sector++)
        {
            sectors |= counts.SectorVessels(sector) == 0 ? 0 : 1 << sector;
        }

        UInt16((ushort)sectors);
        for (var sector = 0; sector < WindowSample.Sectors; sector++)
        {
            if (counts.SectorVessels(sector) is not 0 and var vessels)
            {
                UInt16(vessels);
            }
        }
    }

    private void WriteWindows(LearnedWindows windows)
    {
        Count((ulong)windows.Count);
        var before = 0UL;
        foreach (var key in windows.Keys)
        {
            Count(key - before);
            before = key;
        }

        foreach (var value in windows.Features)
        {
            UInt16(BitConverter.HalfToUInt16Bits((Half)value));
        }
    }

    private void WriteForest(IsolationForest? forest, LearnedQuantiles? quantiles)
    {
        Byte(forest is null ? (byte)0 : (byte)1);
        if (forest is null || quantiles is null)
        {
            return;
        }

        UInt16((ushort)forest.Subsample);
        Count((ulong)forest.Nodes.Length);
        foreach (ref readonly var node in forest.Nodes)
        {
            Byte(node.Feature);
            if (node.Feature == IsolationForest.Leaf)
            {
                Count((ulong)node.Right);
            }
            else
            {
                Single(node.Cut);
            }
        }

        foreach (var value in (ReadOnlySpan<float>)[.. quantiles.Scores, .. quantiles.Medians, .. quantiles.NinetyNinths])
        {
            Single(value);
        }
    }

    private void Byte(byte value) => bytes.Write([value]);

    private void UInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.GetSpan(2), value);
        bytes.Advance(2);
    }

    private void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.GetSpan(4), value);
        bytes.Advance(4);
    }

    private void UInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.GetSpan(8), value);
        bytes.Advance(8);
    }

    private void Single(float value) => UInt32(BitConverter.SingleToUInt32Bits(value));

    private void Count(ulong value)
    {
        while (value > 0x7F)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }
}
