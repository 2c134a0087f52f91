// The part of the address behind #: which span and which view.

export const VIEWS = ['tree', 'flame', 'stats', 'queries'];

export function readHash(hash) {
  const parts = new Map();
  for (const part of hash.replace(/^#/, '').split('&')) {
    const at = part.indexOf('=');
    if (at > 0) parts.set(part.slice(0, at), decoded(part.slice(at + 1)));
  }
  const view = parts.get('view');
  return { span: parts.get('span') ?? null, view: VIEWS.includes(view) ? view : null };
}

export function writeHash(span, view) {
  return span === null ? `#view=${view}` : `#span=${encoded(span)}&view=${view}`;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // somebody else's link, cut off in the middle
  }
}

function encoded(text) {
  try {
    return encodeURIComponent(text);
  } catch {
    return encodeURIComponent(text.toWellFormed()); // half a character cannot stand in an address
  }
}
