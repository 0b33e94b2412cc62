namespace MaritimeWatch.Service.Queries;

/// <summary>How much one page holds.</summary>
internal static class PageSizes
{
    public const int Usual = 100;
    public const int Largest = 1_000;

    /// <summary>Clients take 4 MiB unless they are told otherwise.</summary>
    public const int MostAnswerBytes = 3 << 20;

    /// <summary>The size of a page for a request's <c>page_size</c>.</summary>
    /// <exception cref="Grpc.GrpcStatusException">It is negative.</exception>
    public static int Of(int asked)
    {
        Refused.Unless(asked >= 0, "page_size", $"page_size is {asked}; it must be 0 or more");
        return asked == 0 ? Usual : Math.Min(asked, Largest);
    }
}
