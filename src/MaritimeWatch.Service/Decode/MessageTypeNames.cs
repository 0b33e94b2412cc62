namespace MaritimeWatch.Service.Decode;

/// <summary>What the message types of ITU-R M.1371-5 are, in a few words (its table 46).</summary>
internal static class MessageTypeNames
{
    private static readonly string[] Names =
    [
        "",
        "class A position, scheduled",
        "class A position, assigned",
        "class A position, interrogated",
        "base station",
        "class A static and voyage data",
        "addressed binary",
        "acknowledgement of binary",
        "broadcast binary",
        "search and rescue aircraft",
        "time inquiry",
        "time response",
        "addressed safety text",
        "acknowledgement of safety text",
        "broadcast safety text",
        "interrogation",
        "assignment",
        "differential corrections",
        "class B position",
        "class B position, extended",
        "data link management",
        "aid to navigation",
        "channel management",
        "group assignment",
        "class B static data",
        "binary, single slot",
        "binary, several slots",
        "long-range position",
    ];

    public static string Of(int type) => Names[type];
}
