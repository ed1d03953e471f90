import { CHART_STYLE } from './chart-style.js';

/** The page's only style sheet; no element has a style of its own, so that the policy can forbid them. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --bg: #ffffff; --panel: #f6f7f9; --ink: #1b2129; --soft: #5a6472; --line: #dde1e7;
  --accent: #1f5fbf; --good: #1a7f4b; --bad: #b3261e; --warn: #8a5a00; --shade: #eef3fb;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #12161c; --panel: #1a2029; --ink: #e6eaf0; --soft: #9ca8b8; --line: #303945;
    --accent: #7db2ff; --good: #5fd39a; --bad: #ff8a80; --warn: #f0c060; --shade: #1d2a3d;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 82rem; padding: 1.5rem clamp(1rem, 4vw, 2.5rem) 4rem; background: var(--bg); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: .95rem; margin: 1.25rem 0 .5rem; }
p { margin: .25rem 0; }
a { color: var(--accent); }
code { font: .9em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.soft { color: var(--soft); font-size: .9rem; }
.verdict { display: flex; flex-wrap: wrap; gap: .35rem .75rem; align-items: baseline; margin: .75rem 0; padding: .75rem 1rem;
  border-left: .3rem solid var(--good); background: var(--panel); border-radius: .25rem; }
.verdict strong { font-size: 1.1rem; }
.verdict.bad { border-color: var(--bad); }
.verdict.warn { border-color: var(--warn); }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(13.5rem, 100%), 1fr)); gap: .75rem; margin: 1rem 0; padding: 0; list-style: none; }
.card { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; }
.card .name { color: var(--soft); font-size: .85rem; }
.card .value { font-size: 1.55rem; font-weight: 650; line-height: 1.25; font-variant-numeric: tabular-nums; }
.card .name, .card .sub { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
.card .unit { font-size: 1rem; font-weight: 400; }
.notes { margin: 0; padding: 0; list-style: none; }
.notes li { border-left: .2rem solid var(--warn); padding: .1rem 0 .1rem .75rem; margin: .6rem 0; font-size: .92rem; }
.notes li.found { border-color: var(--accent); }
.notes li.bad { border-color: var(--bad); }
.notes .remedy { color: var(--soft); }
.filter { display: none; flex-wrap: wrap; gap: .5rem .75rem; align-items: center; margin: 0 0 .75rem; font-size: .9rem; }
.js .filter { display: flex; }
.filter input, .filter select { font: inherit; color: inherit; background: var(--bg); border: 1px solid var(--soft); border-radius: .3rem; padding: .3rem .5rem; }
.filter input { flex: 1 1 10rem; max-width: 20rem; min-width: 0; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem; }
table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: .875rem; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
th, td { padding: .4375rem .5rem; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); vertical-align: top; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { background: var(--panel); font-weight: 600; vertical-align: bottom; }
th.text, td.text { text-align: left; }
tbody th { text-align: left; font-weight: 400; min-width: 12rem; max-width: 22rem; white-space: normal; overflow-wrap: anywhere; }
.sticky th:first-child { position: sticky; left: 0; background: var(--bg); z-index: 1; }
.sticky thead th:first-child { background: var(--panel); }
tbody tr:hover > * { background: var(--shade); }
.sub { display: block; color: var(--soft); font-size: .82rem; line-height: 1.25rem; }
th button { all: unset; cursor: default; }
.js th button { cursor: pointer; }
.js th button::after { content: "↕"; display: inline-block; margin-left: .3em; color: var(--soft); }
.js th[aria-sort="ascending"] button::after { content: "↑"; color: var(--accent); }
.js th[aria-sort="descending"] button::after { content: "↓"; color: var(--accent); }
:focus-visible, th button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
a[data-m], .js th button[data-m] { color: inherit; text-decoration: underline dotted var(--soft) 1px; text-underline-offset: .2em; }
@media (hover: none) { .js [data-m] { cursor: pointer; } }
.status-failed, .status-timed-out, .status-damaged { color: var(--bad); }
.status-interrupted, .status-skipped, .status-planned, .status-started { color: var(--warn); }
td.wrap, td .why { white-space: normal; }
td .why { display: block; min-width: 16rem; max-width: 30rem; }
td.wrap { min-width: 8rem; max-width: 24rem; overflow-wrap: anywhere; }
.verdict-regressed { color: var(--bad); font-weight: 600; }
.verdict-improved { color: var(--good); font-weight: 600; }
.verdict-inconclusive { color: var(--soft); }
figure.wide { max-width: 44rem; }
.changes { margin: .35rem 0 0; padding-left: 1.6rem; font-size: .85rem; }
.changes li::marker { color: var(--warn); font-weight: 600; }
.absent { color: var(--soft); }
details.case { border: 1px solid var(--line); border-radius: .5rem; margin: .75rem 0; background: var(--bg); }
details.case > summary { padding: .65rem 1rem; cursor: pointer; background: var(--panel); border-radius: .5rem; }
details.all { margin-top: 1rem; }
details.all > summary { cursor: pointer; font-size: .9rem; margin-bottom: .5rem; }
details.case > .inside { padding: .25rem 1rem 1rem; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(25rem, 100%), 1fr)); gap: 1rem 1.5rem; }
figure { margin: 0; max-width: 36rem; }
figcaption { font-size: .9rem; margin-bottom: .25rem; }
.facts { display: grid; grid-template-columns: fit-content(14rem) 1fr; gap: .2rem 1rem; margin: .5rem 0; font-size: .92rem; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; }
.definitions { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); gap: .75rem 1.5rem; margin: 0; padding: 0; list-style: none; font-size: .9rem; }
.definitions li:target { outline: 2px solid var(--accent); outline-offset: .3rem; border-radius: .2rem; }
.d-name { font-weight: 600; display: block; }
.d-formula { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .92em; display: block; }
.d-kind { color: var(--soft); display: block; }
.tip { position: fixed; z-index: 9; max-width: min(24rem, calc(100vw - 1rem)); padding: .55rem .75rem; font-size: .85rem; pointer-events: none;
  background: var(--panel); color: var(--ink); border: 1px solid var(--line); border-radius: .4rem; box-shadow: 0 .25rem 1rem rgb(0 0 0 / .25); }
[hidden] { display: none !important; }
${CHART_STYLE}
@media (max-width: 40rem) {
  body { padding-top: 1rem; }
  h1 { font-size: 1.25rem; }
  details.case > .inside { padding: .25rem .6rem .75rem; }
  .cards { grid-template-columns: repeat(auto-fill, minmax(min(10rem, 100%), 1fr)); gap: .5rem; }
  .card { padding: .6rem .75rem; }
  .facts { grid-template-columns: 1fr; gap: 0; }
  .facts dd { margin-bottom: .4rem; }
  tbody th { min-width: 7rem; max-width: 9.5rem; }
  td.wrap { min-width: 5.5rem; }
}
@media print {
  :root { --bg: #fff; --panel: #fff; --ink: #000; --soft: #444; --line: #bbb; --accent: #1f5fbf; --good: #1a7f4b; --bad: #b3261e; --warn: #8a5a00; --shade: #f2f5fa; }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  .filter, .tip { display: none !important; }
  .scroll { overflow: visible; border: 0; }
  table { font-size: 8pt; }
  #case-table { font-size: 6.5pt; }
  #case-table td:not(.wrap), #case-table thead th { white-space: nowrap; }
  .aside { display: none; }
  /* A button is a block, which the repeated head of a table on the next sheet does not show. */
  th button { display: contents; }
  .sub { font-size: .9em; line-height: inherit; }
  th, td { padding: 2pt 3pt; white-space: normal; }
  tbody th { min-width: 9em; }
  td[class*="verdict-"], td[class*="status-"] { white-space: nowrap; }
  td .why, td.wrap { min-width: 0; max-width: none; }
  .notes, .soft, .facts { font-size: .9em; }
  .js th button::after { content: none; }
  .sticky th:first-child { position: static; background: none; }
  figure, .card, .notes li, .definitions li, tr, summary { break-inside: avoid; }
  h2, h3, summary, h2 + .soft { break-after: avoid; }
  figure.wide { max-width: 32rem; }
  .charts { grid-template-columns: 1fr 1fr; }
}
`;
