/**
 * The page's only script: sorting, filtering, definitions in a box, cases that open when linked to and on paper. Everything is readable
 * without it. It writes text only (`textContent`), never markup.
 */
export const SCRIPT = `
'use strict';
document.documentElement.classList.add('js');

for (const table of document.querySelectorAll('table.sortable')) {
  const body = table.tBodies[0];
  const original = [...body.rows];
  for (const [column, head] of [...table.tHead.rows[0].cells].entries()) {
    head.querySelector('button')?.addEventListener('click', () => {
      const next = { none: 'ascending', ascending: 'descending', descending: 'none' };
      const order = next[head.getAttribute('aria-sort') ?? 'none'];
      for (const each of table.tHead.rows[0].cells) each.removeAttribute('aria-sort');
      if (order !== 'none') head.setAttribute('aria-sort', order);
      body.append(...(order === 'none' ? original : [...original].sort(byColumn(column, order === 'ascending' ? 1 : -1))));
    });
  }
}

function byColumn(column, sign) {
  const keyOf = (row) => row.cells[column].dataset.v;
  return (a, b) => {
    const [x, y] = [keyOf(a), keyOf(b)];
    if (x === undefined || y === undefined) return (x === undefined) - (y === undefined);
    const [p, q] = [Number(x), Number(y)];
    return sign * (Number.isNaN(p) || Number.isNaN(q) ? x.localeCompare(y) : p - q);
  };
}

for (const form of document.querySelectorAll('[data-filter]')) {
  const rows = [...document.getElementById(form.dataset.filter).tBodies[0].rows];
  const [words, status, count] = ['input', 'select', 'output'].map((name) => form.querySelector(name));
  const apply = () => {
    const wanted = words.value.toLowerCase().split(/\\s+/).filter(Boolean);
    for (const row of rows) {
      const text = [...row.querySelectorAll('th, .text')].map((cell) => cell.textContent).join(' ').toLowerCase();
      const fits = wanted.every((word) => text.includes(word));
      row.hidden = !fits || (status.value !== '' && row.dataset.status !== status.value);
    }
    count.textContent = rows.filter((row) => !row.hidden).length + ' of ' + rows.length;
  };
  words.addEventListener('input', apply);
  status.addEventListener('change', apply);
  apply();
}

const tip = document.createElement('div');
tip.className = 'tip';
tip.id = 'tip';
tip.setAttribute('role', 'tooltip');
tip.hidden = true;
document.body.append(tip);

let described;
function showTip(event) {
  const place = event.target.closest?.('[data-m]');
  const entry = place && document.getElementById('m-' + place.dataset.m);
  if (!entry) return hideTip();
  tip.replaceChildren(...[...entry.children].map((part) => {
    const line = document.createElement('div');
    line.className = part.className;
    line.textContent = part.textContent;
    return line;
  }));
  hideTip();
  tip.hidden = false;
  described = place;
  place.setAttribute('aria-describedby', 'tip');
  putTip();
}

function putTip() {
  const box = described.getBoundingClientRect();
  const below = box.bottom + tip.offsetHeight + 12 < innerHeight;
  tip.style.left = Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8)) + 'px';
  tip.style.top = Math.max(8, below ? box.bottom + 6 : box.top - tip.offsetHeight - 6) + 'px';
}

function hideTip() {
  tip.hidden = true;
  described?.removeAttribute('aria-describedby');
}

for (const kind of ['mouseover', 'focusin', 'click']) document.addEventListener(kind, showTip);
document.addEventListener('keydown', (event) => event.key === 'Escape' && hideTip());
// The keyboard scrolls to what it focuses: there the box follows, elsewhere it would lie over something else.
const follow = () => (!tip.hidden && described === document.activeElement ? putTip() : hideTip());
document.addEventListener('scroll', follow, { passive: true, capture: true });

function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  if (target?.tagName !== 'DETAILS' || target.open) return;
  target.open = true;
  target.scrollIntoView();
}
addEventListener('hashchange', openTarget);
openTarget();

let opened = [];
addEventListener('beforeprint', () => {
  // A book of hundreds of cases is printed as it stands: those that are open, and the tables of all.
  const many = document.querySelectorAll('details.case').length > 40;
  opened = [...document.querySelectorAll(many ? 'details[open] details:not([open])' : 'details:not([open])')];
  for (const each of opened) each.open = true;
});
addEventListener('afterprint', () => {
  for (const each of opened) each.open = false;
});
`;
