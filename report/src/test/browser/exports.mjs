// What is downloaded from a page is the trace.

import assert from 'node:assert/strict';
import { pageTest, textOfPage } from './chromium.mjs';

for (const name of ['web', 'odd']) {
  pageTest(`the JSON of ${name} is the report`, name, {}, async (page) => {
    assert.deepEqual(JSON.parse(await page.download('export-json')), JSON.parse(textOfPage(`${name}.json`)));
  });
}

pageTest('a line of CSV a span', 'web', {}, async (page) => {
  const [head, ...lines] = (await page.download('export-csv'))
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split(/\r?\n/);
  const columns = head.split(',');
  for (const column of ['trace_id', 'parent_id', 'name', 'service', 'host', 'start_us', 'duration_us', 'state']) {
    assert.ok(columns.includes(column), column);
  }
  assert.equal(lines.length, 31);
  const cell = (line, column) => line.split(',')[columns.indexOf(column)];
  const auth = lines.find((line) => cell(line, 'trace_id') === 'auth');
  assert.deepEqual(
    ['parent_id', 'start_us', 'duration_us', 'state'].map((column) => cell(auth, column)),
    ['root', '1000', '771', 'ok'],
  );
});

pageTest('the CSV of a large page has the id of its last row', 'large', {}, async (page) => {
  assert.match(
    (await page.download('export-csv')).trimEnd().split('\n').at(-1),
    /00000000-0000-0001-0000-000000004e20/,
  );
});

pageTest('an event of Chrome a finished span, nested on its track', 'web', {}, async (page) => {
  const { traceEvents } = JSON.parse(await page.download('export-chrome'));
  const events = traceEvents.filter((event) => event.ph === 'X');
  assert.equal(events.length, 30);
  const auth = events.find((event) => event.args.trace_id === 'auth');
  assert.equal(auth.dur, 771);
  const tracks = new Map();
  for (const event of events) {
    const key = `${event.pid} ${event.tid}`;
    tracks.set(key, [...(tracks.get(key) ?? []), event]);
  }
  for (const track of tracks.values()) {
    track.sort((a, b) => a.ts - b.ts || b.dur - a.dur);
    const open = [];
    for (const event of track) {
      while (open.length > 0 && open.at(-1).ts + open.at(-1).dur <= event.ts) open.pop();
      if (open.length > 0) assert.ok(event.ts + event.dur <= open.at(-1).ts + open.at(-1).dur, JSON.stringify(event));
      open.push(event);
    }
  }
});
