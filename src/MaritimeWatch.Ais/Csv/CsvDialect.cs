namespace MaritimeWatch.Ais.Csv;

/// <summary>Whose table it is, told by column names that no other has. It decides units and the meaning of what is spelt alike.</summary>
internal enum CsvDialect
{
    /// <summary>Any other table: degrees, knots, metres; rate of turn in degrees a minute; C is port and D starboard as in ITU-R M.1371.</summary>
    Plain,

    /// <summary>Danish Maritime Authority, 22 or 26 columns: words for codes; C is starboard and D port, as its README says.</summary>
    Danish,

    /// <summary>NOAA MarineCadastre (<c>BaseDateTime</c>): rate of turn as the AIS code, speeds and courses that wrapped below zero, ship types above 1000.</summary>
    MarineCadastre,

    /// <summary>AISHub (<c>NAVSTAT</c>, <c>DEST</c>): rows with a UNIX time are in AIS units (format 0), rows with a date are not (format 1).</summary>
    AisHub,

    /// <summary>Names of Digitraffic (<c>navStat</c>, <c>posAcc</c>): draught in decimetres.</summary>
    Digitraffic,
}
