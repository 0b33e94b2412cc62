namespace MaritimeWatch.Service.Plots;

/// <summary>The style of every plot: classes alone, so that a page may forbid style attributes; one palette for day, one for dark.</summary>
/// <remarks>The colours keep 4.5 to 1 against the ground (WCAG 2.2, 1.4.3) and differ in lightness too, so that they can be told apart without colour; printed, the day palette holds.</remarks>
internal static class PlotStyle
{
    public const string Css =
        """
        .plot{--ground:#fff;--ink:#1b1f24;--faint:#59636e;--grid:#d9dee3;--mark:#b42318;--span:#fbe3df;--c1:#0b5cad;--c2:#b45309;--c3:#0f766e;--c4:#7e22ce;--land:#eef1f4;font-family:system-ui,"Segoe UI","DejaVu Sans",sans-serif;background:#fff}
        .plot .ground{fill:var(--ground)}.plot text{fill:var(--ink);font-size:12px}.plot .small{font-size:11px;fill:var(--faint)}.plot .head{font-size:15px;font-weight:600}.plot .title{font-weight:600}
        .plot .grid{stroke:var(--grid);stroke-width:1;fill:none}.plot .axis{stroke:var(--faint);stroke-width:1;fill:none}
        .plot .line{fill:none;stroke-width:1.6;stroke-linejoin:round;stroke-linecap:round}.plot .gap{fill:none;stroke-width:1.2;stroke-dasharray:2 4}
        .plot .s1{stroke:var(--c1)}.plot .s2{stroke:var(--c2)}.plot .s3{stroke:var(--c3)}.plot .s4{stroke:var(--c4)}
        .plot .f1{fill:var(--c1)}.plot .f2{fill:var(--c2)}.plot .f3{fill:var(--c3)}.plot .f4{fill:var(--c4)}
        .plot .mark{stroke:var(--mark);stroke-width:1.4;fill:none}.plot .span{fill:var(--span)}.plot .marked{fill:var(--mark)}
        .plot .asset{fill:none;stroke:var(--faint);stroke-width:2}.plot .stretch{fill:none;stroke:var(--mark);stroke-width:4;stroke-linecap:round;opacity:.75}.plot .area{fill:var(--land)}
        .plot .dot{stroke:var(--ground);stroke-width:1}.plot .halo{paint-order:stroke;stroke:var(--ground);stroke-width:3px;stroke-linejoin:round}
        @media (prefers-color-scheme:dark){.plot{--ground:#12161b;--ink:#e6e9ed;--faint:#9aa4af;--grid:#2b323a;--mark:#ff8a7a;--span:#40211d;--c1:#6fb3ff;--c2:#f0a955;--c3:#4fd1c0;--c4:#d3a4ff;--land:#1b2128;background:#12161b}}
        @media print{.plot{--ground:#fff;--ink:#1b1f24;--faint:#59636e;--grid:#d9dee3;--mark:#b42318;--span:#fbe3df;--c1:#0b5cad;--c2:#b45309;--c3:#0f766e;--c4:#7e22ce;--land:#eef1f4;background:#fff}}

        """;
}
