/** Colours and fonts of the charts, by the classes that `report/charts` gives their marks. */
export const CHART_STYLE = `
.chart { display: block; width: 100%; height: auto; overflow: visible; }
.chart text { fill: var(--soft); font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; font-variant-numeric: tabular-nums; }
.chart .t-axis { font-size: 11.5px; font-style: italic; }
.chart .grid { stroke: var(--line); stroke-width: 1; }
.chart .box { fill: var(--accent); fill-opacity: .18; stroke: var(--accent); stroke-width: 1.2; }
.chart .whisker { stroke: var(--accent); stroke-width: 1.2; }
.chart .median { stroke: var(--ink); stroke-width: 2; }
.chart .interval { fill: var(--ink); fill-opacity: .28; }
.chart .dot { fill: var(--accent); fill-opacity: .65; }
.chart .beyond { fill: none; stroke: var(--bad); stroke-width: 1.6; }
.chart .line { fill: none; stroke: var(--accent); stroke-width: 1.8; stroke-linejoin: round; }
.chart .token { fill: none; stroke: var(--accent); stroke-width: 1; stroke-opacity: .75; }
.chart .wait { stroke: var(--soft); stroke-width: 1; }
.chart .stall { fill: var(--bad); fill-opacity: .85; }
.chart .t-name { fill: var(--ink); stroke: var(--bg); stroke-width: 4px; stroke-linejoin: round; paint-order: stroke; }
.chart .t-change { fill: var(--warn); font-weight: 600; }
.chart .band { fill: var(--soft); fill-opacity: .13; }
.chart .none { stroke: var(--soft); stroke-width: 1; }
.chart .effect { stroke: var(--soft); stroke-width: 2; }
.chart .estimate { fill: var(--soft); }
.chart .effect.regressed { stroke: var(--bad); } .chart .estimate.regressed { fill: var(--bad); }
.chart .effect.improved { stroke: var(--good); } .chart .estimate.improved { fill: var(--good); }
.chart .effect.unchanged { stroke: var(--ink); } .chart .estimate.unchanged { fill: var(--ink); }
.chart .spot { fill: var(--accent); stroke: var(--accent); stroke-width: 2; }
.chart .spot.off { fill: var(--bg); stroke: var(--soft); }
.chart .trend { stroke: var(--soft); stroke-width: 1.4; stroke-dasharray: 2 3; }
.chart .change { stroke: var(--warn); stroke-width: 1.2; stroke-dasharray: 5 3; }
.chart .phase { fill: var(--accent); fill-opacity: .05; }
.chart .phase.p1 { fill-opacity: .13; }
@media (max-width: 32rem) {
  .chart text { font-size: 15px; }
  .chart .t-axis { font-size: 14.5px; }
}
`;
