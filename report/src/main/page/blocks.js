// The data of the page: script elements that no browser runs, each gzip in base64.

import { h } from './dom.js';

/** What a person is told when a block cannot be read. */
export const INCOMPLETE = 'This file is cut off, or the browser older than 2024: not all of the trace can be shown.';

/** Says so on the page, for one that cannot be shown as a whole; what the problem was is in the browser's console. */
export function tellIncomplete(problem) {
  document.querySelector('main').append(h('p', { class: 'warnings', role: 'alert' }, INCOMPLETE));
  throw problem;
}

/** The lines of a block; it is taken out of the page, whose memory it needs no longer. */
export function blockLines(name) {
  const element = document.querySelector(`[data-block=${name}]`);
  const text = element?.textContent ?? '';
  element?.remove();
  return text.split('\n').filter((line) => line !== '');
}

/**
 * A block of named lines; gives the bytes of a line by its name, once. All are unpacked at the same time: each wait for one alone
 * would let the browser read on in the rest of a large page first.
 */
export function namedLines(name) {
  const lines = new Map();
  for (const line of blockLines(name)) {
    const space = line.indexOf(' ');
    lines.set(line.slice(0, space), unpacked(line.slice(space + 1)));
  }
  return (wanted) => {
    const bytes = lines.get(wanted);
    lines.delete(wanted);
    return bytes;
  };
}

/** The bytes of a line. */
export function unpacked(line) {
  return inflate(fromBase64(line));
}

async function inflate(bytes) {
  const stream = new DecompressionStream('gzip');
  const writer = stream.writable.getWriter();
  writer.write(bytes).catch(() => {});
  writer.close().catch(() => {});
  return new Uint8Array(await new Response(stream.readable).arrayBuffer());
}

function fromBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
