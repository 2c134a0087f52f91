// The menu of exports and the theme.

import { h } from './dom.js';
import { INCOMPLETE } from './blocks.js';
import { tensOfPercent } from './format.js';
import { download, exportChrome, exportCsv, exportJson } from './export.js';

const EXPORTS = [
  ['json', 'JSON report', 'application/json', exportJson],
  ['csv', 'CSV', 'text/csv', exportCsv],
  ['chrome', 'Chrome trace', 'application/json', exportChrome],
];

/** A button with a menu below it. */
export function exportMenu(trace, ui, switchTheme) {
  const menu = h('details', { class: 'menu' }, h('summary', null, 'More'));
  const item = (testId, text, action) => {
    const onclick = () => {
      menu.open = false;
      menu.firstElementChild.focus();
      action();
    };
    return h('button', { type: 'button', 'data-testid': testId, onclick }, text);
  };
  const base = (trace.baseId ?? 'empty').replace(/[^\w-]/g, '_').slice(0, 60);
  const save = async (kind, what, type, make) => {
    const progress = (share) => ui.announce(`Exporting ${what}: ${tensOfPercent(share)}`);
    progress(0);
    const name = `trace-${base}.${kind === 'chrome' ? 'chrome.json' : kind}`;
    try {
      download(name, type, await trace.complete.then(() => make(trace, progress)));
      ui.announce(`${what} exported`);
    } catch (problem) {
      ui.announce(INCOMPLETE);
      throw problem;
    }
  };
  const items = EXPORTS.map(([kind, what, type, make]) =>
    item(`export-${kind}`, `Export ${what}`, () => save(kind, what, type, make)),
  );
  menu.append(h('div', null, ...items, item('theme', 'Light or dark', switchTheme)));
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    event.preventDefault();
    menu.open = false;
    menu.firstElementChild.focus();
  });
  document.addEventListener('pointerdown', (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  return menu;
}
