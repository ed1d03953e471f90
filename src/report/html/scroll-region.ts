import { htmlText } from './page.js';

/** What a table is called: the id of its heading, or words of its own. */
export type TableName = { readonly labelledBy: string } | { readonly label: string };

/** Attributes that name a table or its region for those who cannot see the heading. */
export function nameAttribute(name: TableName): string {
  return 'label' in name ? ` aria-label="${htmlText(name.label)}"` : ` aria-labelledby="${name.labelledBy}"`;
}

/** A table in a box that scrolls sideways where it is too wide, with the arrow keys too; its first column stays where it is `sticky`. */
export function scrollRegion(
  table: string,
  { sticky = false, ...name }: TableName & { readonly sticky?: boolean },
): string {
  return `<div class="scroll${sticky ? ' sticky' : ''}" tabindex="0" role="region"${nameAttribute(name)}>${table}</div>`;
}
