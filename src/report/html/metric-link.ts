import { escapeMarkup } from '../charts/svg.js';
import { formatValue, type ValueUnit } from '../format-value.js';
import { htmlText } from './page.js';

/** A metric id as part of an element id; ids of newer versions may hold anything. */
export function metricAnchor(id: string): string {
  return id.replaceAll(/[^\w.]/g, '_');
}

/** Attribute of an element whose text is a value of this metric: the script shows the definition over it. */
export function metricAttribute(id: string): string {
  return ` data-m="${escapeMarkup(metricAnchor(id))}"`;
}

/** The metric's name, which is its id unless told, linked to its definition; readable without the script, by keyboard and on paper. */
export function metricLink(id: string, name: string = id): string {
  return `<a href="#m-${escapeMarkup(metricAnchor(id))}"${metricAttribute(id)}>${htmlText(name)}</a>`;
}

/** A value with its unit set apart: `72.0 <span class="unit">ms</span>`. */
export function valueMarkup(value: number, unit: ValueUnit): string {
  const [number = '', label] = formatValue(value, unit).split(' ');
  return label === undefined ? htmlText(number) : `${htmlText(number)} <span class="unit">${htmlText(label)}</span>`;
}
