using System.Text;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Service.Access;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>What is in a bundle and how to check it without this program, in plain words.</summary>
internal static class BundleReadme
{
    public static byte[] Write(Tlp tlp, AlertEvent alert, BundleManifest manifest, IEnumerable<BundleFile> files)
    {
        var label = TlpMarking.Of(tlp);
        var text = new StringBuilder();
        text.Append(
            $"""
            {label}
            This bundle {TlpMarking.Meaning(tlp)} (Traffic Light Protocol 2.0, FIRST).

            EVIDENCE OF ONE ALERT
            {PlainText.Clean(alert.Headline)}

            alert   {alert.AlertId}
            period  {manifest.PeriodFrom} to {manifest.PeriodTo}, UTC as everything here
            made    by MaritimeWatch {manifest.Program}; by whom and when stands in {BundleNames.Export}

            WHAT IS IN IT

            """.ReplaceLineEndings("\n"));
        foreach (var file in files)
        {
            text.Append($"  {file.Name,-25} {file.What}\n");
        }

        text.Append(
            $"""
              {BundleNames.Sums,-25} the SHA-256 of each file above
              {BundleNames.Manifest,-25} the same with lengths, and what the bundle is about
              {BundleNames.Export,-25} who exported it, when, and the SHA-256 of the two before
              {BundleNames.Signature,-25} the signature over that (where it is signed)
              {BundleNames.Key,-25} the public key that it is checked with

            HOW TO CHECK IT WITHOUT OUR SOFTWARE
            In an empty folder, with the tools that every Unix has:

              unzip BUNDLE.zip
              sha256sum -c {BundleNames.Sums}
              sha256sum -c {BundleNames.Export}
              openssl dgst -sha256 -verify {BundleNames.Key} -signature {BundleNames.Signature} {BundleNames.Export}
              openssl pkey -pubin -in {BundleNames.Key} -outform DER | sha256sum | cut -c 1-16

            The first two name every file with OK, the third says "Verified OK", the last prints the id of the key, as in
            {BundleNames.Export}. That proves that nothing was changed since somebody with that key exported it. Whose key it is, no bundle can prove
            of itself: compare the id with the one that the operator of the service told you by another way. In {BundleNames.Export} stand too the length
            and the SHA-256 of the archive before that file: head -c LENGTH BUNDLE.zip | sha256sum

            With the program:  maritimewatch audit verify BUNDLE.zip  (or maritimewatch evidence verify BUNDLE.zip)
            It finds any change of any byte, and checks the chain of the audit entries too.

            WHAT IT DOES NOT PROVE
            AIS is what ships say of themselves, unsigned. The bundle proves what was received and what was concluded from it, not that it was true.

            """.ReplaceLineEndings("\n"));
        text.Append("\nTHE RECEIVED SENTENCES\n").Append(Raw(manifest.Raw));
        text.Append(
            $"""

            DOING IT AGAIN
              maritimewatch replay --input {BundleNames.TrackTable} --assets {BundleNames.Chart} --settings {BundleNames.Settings} --alerts again.ndjson
            raises the same alert where the vessel's own track decides it. Rules that compare her with other ships, with the usual traffic, or with what was
            heard around her (areas of interference, gaps of coverage) need those too: export with neighbours, and give {BundleNames.NeighbourTable} as a second input.

            {label}

            """.ReplaceLineEndings("\n"));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Raw(BundleRaw raw)
    {
        if (!raw.IsKept)
        {
            return $"None were kept: the service had no journal. {BundleNames.Raw} holds no line.\n";
        }

        var text = new StringBuilder();
        text.Append($"{raw.Lines} lines of the vessel, every part of every message, as received behind a TAG block of ours with source and moment of receipt:\n")
            .Append("cut that first block off (up to its second backslash), and what is left is the line as it came, byte for byte.\n");
        text.Append(raw.JournalFrom is null ? "The journal is empty.\n" : $"Of the period the journal has what was received from {raw.JournalFrom} to {raw.JournalTo}.\n");
        text.Append(raw.LinesOfAllVesselsNotKept == 0
            ? "No line that was received in those hours is missing from it.\n"
            : $"{raw.LinesOfAllVesselsNotKept} lines that were received in those hours, of whatever vessel, were not kept: the queue was full, the disk refused, or they were too long.\n");
        if (raw.PiecesCutShort > 0)
        {
            text.Append($"{raw.PiecesCutShort} pieces of the journal break off, because the service was killed or is writing them; what stands before the break was searched.\n");
        }

        return raw.IsCutShort ? text.Append("There were more lines than a bundle takes; the later ones are not here. Narrow the period.\n").ToString() : text.ToString();
    }
}
