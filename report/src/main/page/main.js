// The page of one trace.

import { App } from './app.js';
import { INCOMPLETE } from './blocks.js';
import { h } from './dom.js';
import { Trace } from './trace.js';

Trace.read()
  .then((trace) => new App(trace).start())
  .catch((problem) => {
    document.querySelector('main').append(h('p', { class: 'warnings', role: 'alert' }, INCOMPLETE));
    throw problem;
  });
