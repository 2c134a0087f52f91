// The page of one trace.

import { App } from './app.js';
import { h } from './dom.js';
import { Trace } from './trace.js';

Trace.read()
  .then((trace) => new App(trace).start())
  .catch((problem) => {
    const text = `The spans cannot be shown; this page needs a browser of 2024 or newer. (${problem.message})`;
    document.querySelector('main').append(h('p', { class: 'warnings', role: 'alert' }, text));
    throw problem;
  });
