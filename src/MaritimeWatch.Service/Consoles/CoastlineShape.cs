namespace MaritimeWatch.Service.Consoles;

/// <summary>What the coordinates of one geometry are, told from how they are nested while they go by.</summary>
internal struct CoastlineShape
{
    /// <summary>Depth of the positions of a MultiPolygon.</summary>
    private const int Deepest = 4;

    private int positionDepth;
    private int vertices;
    private int lineVertices;
    private bool isEmpty;
    private (double Longitude, double Latitude) first;
    private (double Longitude, double Latitude) last;
    private (int From, int Vertices)? shortLine;
    private (int From, int Vertices)? shortRing;
    private int? openRing;

    /// <summary>Vertices so far.</summary>
    public readonly int Vertices => vertices;

    /// <summary>Whether a list may begin at a depth, 1 for the outermost.</summary>
    public bool Opens(int depth)
    {
        isEmpty = true;
        return depth <= Deepest && (positionDepth == 0 || depth <= positionDepth);
    }

    /// <summary>Whether a list at a depth may hold numbers; the first ones decide for all.</summary>
    public bool HoldsNumbers(int depth)
    {
        isEmpty = false;
        positionDepth = positionDepth == 0 ? depth : positionDepth;
        return depth == positionDepth;
    }

    /// <summary>Whether a list at a depth may end; one that holds nothing may not.</summary>
    public bool Closes(int depth)
    {
        if (depth == positionDepth - 1)
        {
            CloseLine();
        }

        return !isEmpty;
    }

    /// <summary>The next vertex of the line or ring, in degrees.</summary>
    public void Add(double longitude, double latitude)
    {
        last = (longitude, latitude);
        first = lineVertices == 0 ? last : first;
        lineVertices++;
        vertices++;
    }

    /// <summary>What is wrong with it for its type, or null.</summary>
    public readonly string? Fault(string type)
    {
        var (depth, isArea) = type switch { "LineString" => (2, false), "MultiLineString" => (3, false), "Polygon" => (3, true), _ => (Deepest, true) };
        return positionDepth != depth ? "the coordinates are not nested as the geometry type says"
            : !isArea && shortLine is var (line, ofLine) ? $"a line of {ofLine} vertices from vertex {line} on; at least 2 are needed"
            : isArea && shortRing is var (ring, ofRing) ? $"a ring of {ofRing} vertices from vertex {ring} on; at least 4 are needed, the last equal to the first"
            : isArea && openRing is { } open ? $"unclosed ring from vertex {open} on: the last vertex is not the first"
            : null;
    }

    private void CloseLine()
    {
        var from = vertices - lineVertices;
        shortLine ??= lineVertices < 2 ? (from, lineVertices) : null;
        shortRing ??= lineVertices < 4 ? (from, lineVertices) : null;
        openRing ??= first != last ? from : null;
        lineVertices = 0;
    }
}
