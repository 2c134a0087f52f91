// Long work in slices, so that the page answers while it goes on.

const SLICE_MS = 12;

/** Says when a loop has had the main thread for long enough, and lets others have it. */
export function breathing() {
  let since = performance.now();
  return {
    due: () => performance.now() - since > SLICE_MS,
    pause: async () => {
      await nextTask();
      since = performance.now();
    },
  };
}

/** A task of its own behind those that wait; unlike a timer it is not held back. */
export function nextTask() {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(0);
  });
}

/** Behind the next painted frame. */
export function painted() {
  return new Promise((resolve) => requestAnimationFrame(() => nextTask().then(resolve)));
}
