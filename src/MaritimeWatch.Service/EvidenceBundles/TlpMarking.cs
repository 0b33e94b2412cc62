using MaritimeWatch.Service.Access;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>Labels of the Traffic Light Protocol 2.0 as they are printed.</summary>
internal static class TlpMarking
{
    /// <summary>As it stands in documents: <c>TLP:AMBER+STRICT</c>.</summary>
    public static string Of(Tlp label) => label == Tlp.AmberStrict ? "TLP:AMBER+STRICT" : $"TLP:{label.ToString().ToUpperInvariant()}";

    /// <summary>As it stands in the names of files: <c>TLP-AMBER-STRICT</c>.</summary>
    public static string InFileName(Tlp label) => Of(label).Replace(':', '-').Replace('+', '-');

    /// <summary>The label of a text such as <c>TLP:AMBER+STRICT</c>, exactly so written; null where it is none.</summary>
    public static Tlp? Read(string? text)
    {
        foreach (var label in Enum.GetValues<Tlp>())
        {
            if (Of(label) == text)
            {
                return label;
            }
        }

        return null;
    }

    /// <summary>What a label asks of whoever holds the document, after FIRST's definitions.</summary>
    public static string Meaning(Tlp label) => label switch
    {
        Tlp.Clear => "may be disclosed to everybody",
        Tlp.Green => "may be shared within the community, not by channels that are open to all",
        Tlp.Amber => "may be shared within the recipient's organisation and with its clients, where they need to know",
        Tlp.AmberStrict => "may be shared within the recipient's organisation alone, where they need to know",
        _ => "for the eyes and ears of the recipients in person alone; not to be passed on",
    };
}
