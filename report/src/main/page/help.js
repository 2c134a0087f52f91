// The dialog that names the keys.

import { h } from './dom.js';

const KEYS = [
  ['↑ ↓', 'previous and next row'],
  ['Home End', 'first and last row'],
  ['PageUp PageDown', 'a page up and down'],
  ['→', 'open, or go to the first child'],
  ['←', 'close, or go to the parent'],
  ['Enter', 'open the detail of the span'],
  ['Escape', 'close the detail; leave the search'],
  ['1 … 9', 'show that many levels'],
  ['*', 'show all levels'],
  ['z', 'zoom to the span'],
  ['Z', 'back to the whole trace'],
  ['/', 'search; /text/ is a regular expression'],
  ['?', 'this help'],
];

/** The dialog, closed; afterwards the focus goes where it is told. */
export function helpDialog(focusBack) {
  const dialog = h(
    'dialog',
    { 'data-testid': 'help', 'aria-label': 'Keys', onclose: focusBack },
    h('h2', null, 'Keys in the tree'),
    h('table', null, ...KEYS.map(([key, what]) => h('tr', null, h('th', { scope: 'row' }, key), h('td', null, what)))),
    h('p', null, 'Drag over the small picture of the trace to zoom; double click there to see all.'),
    h('button', { type: 'button', onclick: () => dialog.close() }, 'Close'),
  );
  return dialog;
}
