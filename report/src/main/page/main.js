// The page of one trace: puts its parts together.

import { App } from './app.js';
import { Trace } from './trace.js';

/** Runs when the page is loaded. */
export async function main() {
  const trace = await Trace.read();
  const app = new App(trace);
  await app.start();
}
