namespace MaritimeWatch.Detection.Locating;

/// <summary>An immutable tree of rectangles in pre-order: each node names the node to go on with when its box is missed, so that a
/// search needs no stack and allocates nothing.</summary>
internal sealed class BoxTree
{
    private const int Fan = 4;
    private readonly GeoBox[] boxes;
    private readonly int[] skip;
    private readonly int[] items;

    /// <summary>A tree over boxes; a search yields their indices.</summary>
    public BoxTree(ReadOnlySpan<GeoBox> leaves)
    {
        var order = new int[leaves.Length];
        var keys = new ulong[leaves.Length];
        for (var i = 0; i < leaves.Length; i++)
        {
            order[i] = i;
            keys[i] = Interleave(leaves[i]);
        }

        Array.Sort(keys, order);
        var nodes = CountNodes(leaves.Length);
        boxes = new GeoBox[nodes];
        skip = new int[nodes];
        items = new int[nodes];
        if (leaves.Length > 0)
        {
            Emit(leaves, order, 0);
        }
    }

    /// <summary>The indices of the boxes that meet a rectangle, in no promised order; also where one of the two is written with
    /// longitudes past 180.</summary>
    public Search Find(in GeoBox box) => new(this, box);

    private static int CountNodes(int leaves)
    {
        if (leaves <= 1)
        {
            return leaves;
        }

        var nodes = 1;
        for (var child = 0; child < Fan; child++)
        {
            nodes += CountNodes(Share(leaves, child + 1) - Share(leaves, child));
        }

        return nodes;
    }

    private static int Share(int count, int child) => (int)((long)count * child / Fan);

    // Nearby places get nearby keys: the bits of longitude and latitude, taken in turn.
    private static ulong Interleave(in GeoBox box)
    {
        var x = (uint)(Math.Clamp((((box.West + box.East) / 2) + 540) / 1080, 0, 1) * uint.MaxValue);
        var y = (uint)(Math.Clamp((((box.South + box.North) / 2) + 90) / 180, 0, 1) * uint.MaxValue);
        return (Spread(x) << 1) | Spread(y);
    }

    private static ulong Spread(uint value)
    {
        ulong v = value;
        v = (v | (v << 16)) & 0x0000FFFF0000FFFF;
        v = (v | (v << 8)) & 0x00FF00FF00FF00FF;
        v = (v | (v << 4)) & 0x0F0F0F0F0F0F0F0F;
        v = (v | (v << 2)) & 0x3333333333333333;
        return (v | (v << 1)) & 0x5555555555555555;
    }

    private int Emit(ReadOnlySpan<GeoBox> leaves, ReadOnlySpan<int> order, int node)
    {
        var next = node + 1;
        if (order.Length == 1)
        {
            boxes[node] = leaves[order[0]];
            items[node] = order[0];
        }
        else
        {
            var box = GeoBox.Empty;
            for (var child = 0; child < Fan; child++)
            {
                var part = order[Share(order.Length, child)..Share(order.Length, child + 1)];
                if (!part.IsEmpty)
                {
                    var at = next;
                    next = Emit(leaves, part, at);
                    box = box.Union(boxes[at]);
                }
            }

            boxes[node] = box;
            items[node] = -1;
        }

        skip[node] = next;
        return next;
    }

    /// <summary>A search under way: once round the world west, as written, and once east.</summary>
    public ref struct Search(BoxTree tree, GeoBox asWritten)
    {
        // Always shifted from the box as written: 360 forth and back would lose the last digits, and touching boxes with them.
        private GeoBox box = asWritten.Shift(-360);
        private int turn = -1;
        private int node;

        /// <summary>Goes to the next box that meets the rectangle.</summary>
        public bool TryNext(out int item)
        {
            for (; turn <= 1; turn++, node = 0, box = asWritten.Shift(360 * turn))
            {
                while (node < tree.boxes.Length)
                {
                    if (!tree.boxes[node].Intersects(box))
                    {
                        node = tree.skip[node];
                        continue;
                    }

                    item = tree.items[node++];
                    if (item >= 0)
                    {
                        return true;
                    }
                }
            }

            item = -1;
            return false;
        }
    }
}
