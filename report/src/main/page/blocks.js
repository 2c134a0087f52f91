// The data of the page: script elements that no browser runs, each gzip in base64.

/** The bytes of a block. */
export async function blockBytes(name) {
  const element = document.querySelector(`script[data-block="${name}"]`);
  const bytes = fromBase64(element.textContent);
  const plain = element.dataset.coding === 'none';
  element.remove();
  return plain ? bytes : inflate(bytes);
}

/** The lines of the block of infos, each a block of its own, still packed: they are opened one by one. */
export function packedLines(name) {
  const element = document.querySelector(`script[data-block="${name}"]`);
  const lines = element === null ? [] : element.textContent.split('\n').filter((line) => line !== '');
  if (element !== null) element.remove();
  return lines;
}

export async function inflateLine(line) {
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
