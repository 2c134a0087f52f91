// The menu of exports and the theme.

import { h } from './dom.js';
import { download, exportChrome, exportCsv, exportJson } from './export.js';

/** A button with a menu below it. */
export function exportMenu(trace, ui, switchTheme) {
  const item = (testId, text, action) =>
    h('button', { type: 'button', role: 'menuitem', 'data-testid': testId, onclick: action }, text);
  const name = (ending) => `trace-${(trace.baseId ?? 'empty').replace(/[^\w-]/g, '_').slice(0, 60)}.${ending}`;
  const save = async (what, type, ending, make) => {
    close();
    ui.announce(`Exporting ${what} …`);
    download(name(ending), type, await make(trace));
    ui.announce(`${what} exported`);
  };
  const menu = h(
    'div',
    { role: 'menu', hidden: true, 'aria-label': 'More' },
    item('export-json', 'Export JSON report', () => save('JSON', 'application/json', 'json', exportJson)),
    item('export-csv', 'Export CSV', () => save('CSV', 'text/csv', 'csv', exportCsv)),
    item('export-chrome', 'Export Chrome trace', () => save('Chrome trace', 'application/json', 'chrome.json', exportChrome)),
    item('theme', 'Light or dark', () => {
      close();
      switchTheme();
    }),
  );
  const opener = h(
    'button',
    { type: 'button', 'aria-haspopup': 'menu', 'aria-expanded': 'false', onclick: () => (menu.hidden ? open() : close()) },
    'More',
  );
  const open = () => {
    menu.hidden = false;
    opener.setAttribute('aria-expanded', 'true');
    menu.firstElementChild.focus();
  };
  const close = () => {
    menu.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
  };
  const box = h('div', { class: 'menu' }, opener, menu);
  box.addEventListener('keydown', (event) => onMenuKey(event, menu, opener, close));
  document.addEventListener('pointerdown', (event) => {
    if (!box.contains(event.target)) close();
  });
  return box;
}

function onMenuKey(event, menu, opener, close) {
  if (menu.hidden) return;
  const items = [...menu.children];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined) {
    event.preventDefault();
    items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
  } else if (event.key === 'Escape') {
    event.preventDefault();
    close();
    opener.focus();
  } else if (event.key === 'Tab') {
    close();
  }
}
