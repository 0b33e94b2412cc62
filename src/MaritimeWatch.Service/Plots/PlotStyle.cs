namespace MaritimeWatch.Service.Plots;

/// <summary>The style of every plot: classes alone, so that a page may forbid style attributes; one palette for day and paper, one for dark.</summary>
/// <remarks>
/// The colours keep 4.5 to 1 against the ground (WCAG 2.2, 1.4.3) and differ in lightness too, so that they can be told apart without colour. Plain colours and no
/// variables: programs that draw SVG and are no browsers know none.
/// </remarks>
internal static class PlotStyle
{
    public const string Css =
        """
        .plot{font-family:system-ui,"Segoe UI","DejaVu Sans",sans-serif;background:#fff}
        .plot .ground{fill:#fff}.plot text{fill:#1b1f24;font-size:12px}.plot text.small{font-size:11px;fill:#59636e}.plot .head{font-size:15px;font-weight:600}.plot .title{font-weight:600}
        .plot .grid{stroke:#d9dee3;stroke-width:1;fill:none}.plot .axis{stroke:#59636e;stroke-width:1;fill:none}
        .plot .line{fill:none;stroke-width:1.6;stroke-linejoin:round;stroke-linecap:round}.plot .gap{fill:none;stroke-width:1.2;stroke-dasharray:2 4}
        .plot .s1{stroke:#0b5cad}.plot .s2{stroke:#b45309}.plot .s3{stroke:#0f766e}.plot .s4{stroke:#7e22ce}
        .plot .f1{fill:#0b5cad}.plot .f2{fill:#b45309}.plot .f3{fill:#0f766e}.plot .f4{fill:#7e22ce}
        .plot .mark{stroke:#b42318;stroke-width:1.4;fill:none}.plot .span{fill:#fbe3df}.plot text.marked{fill:#b42318}
        .plot .asset{fill:none;stroke:#59636e;stroke-width:2}.plot .stretch{fill:none;stroke:#b42318;stroke-width:4;stroke-linecap:round;opacity:.75}.plot .area{fill:#eef1f4}
        .plot .dot{stroke:#fff;stroke-width:1}.plot .halo{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}
        @media screen and (prefers-color-scheme:dark){
        .plot{background:#12161b}.plot .ground{fill:#12161b}.plot text{fill:#e6e9ed}.plot text.small{fill:#9aa4af}.plot .grid{stroke:#2b323a}.plot .axis,.plot .asset{stroke:#9aa4af}
        .plot .s1{stroke:#6fb3ff}.plot .s2{stroke:#f0a955}.plot .s3{stroke:#4fd1c0}.plot .s4{stroke:#d3a4ff}.plot .f1{fill:#6fb3ff}.plot .f2{fill:#f0a955}.plot .f3{fill:#4fd1c0}.plot .f4{fill:#d3a4ff}
        .plot .mark,.plot .stretch{stroke:#ff8a7a}.plot .span{fill:#40211d}.plot text.marked{fill:#ff8a7a}.plot .area{fill:#1b2128}.plot .dot,.plot .halo{stroke:#12161b}
        }

        """;
}
