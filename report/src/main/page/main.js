// The page of one trace.

import { App } from './app.js';
import { tellIncomplete } from './blocks.js';
import { Trace } from './trace.js';

Trace.read()
  .then((trace) => new App(trace).start())
  .catch(tellIncomplete);
