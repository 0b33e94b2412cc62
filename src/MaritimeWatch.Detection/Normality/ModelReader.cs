using System.Buffers.Binary;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Normality;

/// <summary>Bytes of <see cref="ModelWriter"/> to a model, or the reason why not.</summary>
internal static class ModelReader
{
    // 2200 CE: a time beyond it is no time.
    private const ulong LatestSeconds = 7_258_118_400;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out NormalityModel? model, out string problem)
    {
        model = null;
        problem = Check(bytes);
        if (problem.Length > 0)
        {
            return false;
        }

        var fields = new ModelFields(bytes[(ModelWriter.VersionAt + 2)..^4]);
        if (!HasOurSettings(ref fields))
        {
            problem = "it was learned with other cells, windows or trees than this program uses: learn it again";
            return false;
        }

        var from = Instant.FromUnixSeconds((long)AtMost(ref fields, LatestSeconds));
        var to = Instant.FromUnixSeconds((long)AtMost(ref fields, LatestSeconds));
        var seen = (long)AtMost(ref fields, long.MaxValue);
        var table = ReadTable(ref fields);
        var windows = ReadWindows(ref fields);
        var forest = ReadForest(ref fields, out var quantiles);
        if (fields.IsBad || fields.Left > 0)
        {
            problem = "its content is not in form, although its checksum fits: learn it again";
            return false;
        }

        model = new NormalityModel(from, to, seen, table, windows, forest, quantiles, BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]));
        return true;
    }

    private static string Check(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(ModelWriter.Magic))
        {
            return "it is no model of learned traffic";
        }

        if (bytes.Length < ModelWriter.HeaderBytes + 4 || Crc32.Of(bytes[..^4]) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]))
        {
            return "it is damaged or cut short: its checksum does not fit";
        }

        var version = BinaryPrimitives.ReadUInt16LittleEndian(bytes[ModelWriter.VersionAt..]);
        return version > ModelWriter.Version ? $"it was written by a newer version (format {version}, this program reads up to {ModelWriter.Version})"
            : version == 0 ? "its format has no version"
            : "";
    }

    private static bool HasOurSettings(ref ModelFields fields) =>
        fields.UInt32() == TrafficGrid.RawLatitude
        & fields.UInt32() == TrafficGrid.RawLongitude
        & fields.UInt16() == (ushort)WindowFeatures.Window.TotalSeconds
        & fields.UInt16() == OrdinaryTraffic.LaneVessels
        & fields.UInt16() == WindowFeatures.Count
        & fields.UInt16() == NormalityTrainer.Trees
        & fields.UInt16() == NormalityTrainer.Subsample
        & fields.UInt64() == NormalityTrainer.Seed;

    private static ulong AtMost(ref ModelFields fields, ulong most)
    {
        var value = fields.UInt64();
        return value <= most ? value : (ulong)fields.Fail();
    }

    private static CellTable ReadTable(ref ModelFields fields)
    {
        var table = new CellTable();
        for (var i = 0; i < VesselClasses.Count; i++)
        {
            ReadVessels(ref fields, table.VesselsOf((VesselClass)i));
        }

        var count = (int)fields.Count(TrafficGrid.Cells * (ulong)VesselClasses.Count);
        var key = -1;
        for (var i = 0; i < count && !fields.IsBad; i++)
        {
            var next = key + 1L + (long)fields.Count(int.MaxValue);
            if (next >= CellTable.KeyOf(TrafficGrid.Cells, VesselClass.Cargo) || (int)CellTable.ClassOf((int)next) >= VesselClasses.Count)
            {
                fields.Fail();
                break;
            }

            key = (int)next;
            ReadCell(ref fields, table.At(key));
        }

        return table;
    }

    private static void ReadVessels(ref ModelFields fields, DistinctVessels vessels)
    {
        var used = (int)fields.Count(DistinctVessels.Bits);
        var sketch = vessels.AsBytes();
        if (used > ModelWriter.MostListedBits)
        {
            fields.Take(DistinctVessels.Bytes).CopyTo(sketch);
            return;
        }

        var bit = -1;
        for (var i = 0; i < used && !fields.IsBad; i++)
        {
            bit += 1 + (int)fields.Count((ulong)(DistinctVessels.Bits - bit - 2));
            sketch[bit >> 3] |= (byte)(1 << (bit & 7));
        }
    }

    private static void ReadCell(ref ModelFields fields, CellCounts counts)
    {
        var used = fields.Byte();
        if (used > ModelWriter.MostListedCellBits)
        {
            UInt128 low = fields.UInt64();
            counts.AddVessels(low | ((UInt128)fields.UInt64() << 64));
        }
        else
        {
            for (var i = 0; i < used; i++)
            {
                var bit = fields.Byte();
                counts.AddVessels(bit < CellCounts.VesselBits ? UInt128.One << bit : (UInt128)fields.Fail());
            }
        }

        var nonZero = fields.Byte();
        var before = -1;
        for (var i = 0; i < nonZero && !fields.IsBad; i++)
        {
            var counter = fields.Byte();
            var minutes = (uint)fields.Count(uint.MaxValue);
            if (counter <= before || counter >= CellCounts.Counters || minutes == 0)
            {
                fields.Fail();
                return;
            }

            counts.Add(counter, minutes);
            before = counter;
        }

        var sectors = fields.UInt16();
        for (var sector = 0; sector < WindowSample.Sectors; sector++)
        {
            if ((sectors & (1 << sector)) != 0)
            {
                counts.AddSectorVessels(sector, fields.UInt16());
            }
        }
    }

    private static LearnedWindows ReadWindows(ref ModelFields fields)
    {
        var count = (int)fields.Count(NormalityTrainer.MostWindows);

        // Every window takes more bytes than this in the file: a false count claims no memory.
        if (fields.Left < count * 2 * WindowFeatures.Count)
        {
            fields.Fail();
            return new LearnedWindows([], []);
        }

        var keys = new ulong[count];
        var before = 0UL;
        for (var i = 0; i < count; i++)
        {
            var step = fields.Count();
            if ((step == 0 && i > 0) || step > ulong.MaxValue - before)
            {
                fields.Fail();
                break;
            }

            before += step;
            keys[i] = before;
        }

        var features = new float[count * WindowFeatures.Count];
        for (var i = 0; i < features.Length && !fields.IsBad; i++)
        {
            features[i] = fields.HalfPrecision();
        }

        return new LearnedWindows(keys, features);
    }

    private static IsolationForest? ReadForest(ref ModelFields fields, out LearnedQuantiles? quantiles)
    {
        quantiles = null;
        var has = fields.Byte();
        if (has != 1)
        {
            if (has > 1)
            {
                fields.Fail();
            }

            return null;
        }

        var subsample = fields.UInt16();
        var count = (int)fields.Count((ulong)fields.Left);
        var nodes = new IsolationForest.Node[count];
        var roots = new List<int>();
        var withoutRight = new Stack<int>();
        var isRoot = true;
        for (var i = 0; i < count && !fields.IsBad; i++)
        {
            if (isRoot)
            {
                roots.Add(i);
                isRoot = false;
            }

            var feature = fields.Byte();
            if (feature < WindowFeatures.Count)
            {
                nodes[i] = new IsolationForest.Node(feature, fields.Single(), 0);
                withoutRight.Push(i);
                continue;
            }

            nodes[i] = new IsolationForest.Node(feature, 0, (int)fields.Count(NormalityTrainer.Subsample));
            if (feature != IsolationForest.Leaf)
            {
                fields.Fail();
            }

            // After a leaf comes the right child of the last node that has none yet, or the next tree.
            if (withoutRight.TryPop(out var parent))
            {
                nodes[parent] = nodes[parent] with { Right = i + 1 };
            }
            else
            {
                isRoot = true;
            }
        }

        if (fields.IsBad || !isRoot || roots.Count != NormalityTrainer.Trees || subsample is < 2 or > NormalityTrainer.Subsample)
        {
            fields.Fail();
            return null;
        }

        quantiles = ReadQuantiles(ref fields);
        return new IsolationForest(nodes, [.. roots], subsample);
    }

    private static LearnedQuantiles ReadQuantiles(ref ModelFields fields)
    {
        var values = new float[LearnedQuantiles.Parts.Length + (2 * WindowFeatures.Count)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = fields.Single();
            if (i > 0 && i < LearnedQuantiles.Parts.Length && values[i] < values[i - 1])
            {
                fields.Fail();
            }
        }

        var features = LearnedQuantiles.Parts.Length;
        return new LearnedQuantiles(values[..features], values[features..^WindowFeatures.Count], values[^WindowFeatures.Count..]);
    }
}
