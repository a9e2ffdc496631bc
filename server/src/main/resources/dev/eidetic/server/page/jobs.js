import {number} from './format.js';

const STEPS = {
  sample: 'Looking at details to learn from',
  learn: 'Learning words',
  describe: 'Describing details',
  hash: 'Reading pictures',
  compare: 'Comparing them',
  verify: 'Comparing details',
};

/// Follows a job to its end. `seen` is told of it again and again; the promise keeps the last word.
export function follow(id, seen, signal) {
  return new Promise((resolve, reject) => {
    const events = new EventSource(`/v1/jobs/${encodeURIComponent(id)}/events`);
    const stop = (act) => {
      events.close();
      act();
    };
    events.addEventListener('progress', (event) => seen(JSON.parse(event.data)));
    events.addEventListener('end', (event) => {
      const job = JSON.parse(event.data);
      seen(job);
      stop(() => resolve(job));
    });
    events.onerror = () => {
      if (events.readyState === EventSource.CLOSED) {
        stop(() => reject(new Error('The server does not tell how far the job is any more.')));
      }
    };
    signal?.addEventListener('abort', () => stop(() => reject(signal.reason)));
  });
}

/// What a job of steps does just now: `Comparing details, 40 of 200`.
export function stepText(job) {
  const {step, done, total} = job?.progress ?? {};
  if (!step) {
    return job?.state === 'queued' ? 'Waiting for another job' : 'Beginning';
  }
  return total ? `${STEPS[step]}, ${number(done)} of ${number(total)}` : STEPS[step];
}
