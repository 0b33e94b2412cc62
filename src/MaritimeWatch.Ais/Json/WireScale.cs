namespace MaritimeWatch.Ais.Json;

/// <summary>In which units a dialect writes a position: degrees and knots, or the integers of the message it came in.</summary>
internal enum WireScale : byte
{
    /// <summary>Degrees, knots and degrees of course with decimals.</summary>
    Scaled,

    /// <summary>As <see cref="Scaled"/> with speeds of aircraft: our own form, where nothing stands for "not available".</summary>
    Exact,

    /// <summary>1/10,000 minute, 1/10 knot, 1/10 degree: ITU-R M.1371-5, messages 1 to 3, 18 and 19.</summary>
    Unscaled,

    /// <summary>Message 9 scaled: whole knots, 1023 not available.</summary>
    ScaledAircraft,

    /// <summary>Message 9 unscaled: as <see cref="Unscaled"/> with whole knots.</summary>
    UnscaledAircraft,

    /// <summary>Message 27 scaled: degrees on a grid of 1/10 minute, whole knots (63 not available), whole degrees (511 not available).</summary>
    ScaledLongRange,

    /// <summary>Message 27 unscaled: 1/10 minute, whole knots, whole degrees.</summary>
    UnscaledLongRange,
}
