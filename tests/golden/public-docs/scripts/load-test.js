// A load test with the team's own flow, for k6. It ends with an error if a threshold is missed.
//
//   API_URL=https://api.example.com API_KEY=... FLOW=support-triage k6 run scripts/load-test.js
//
// PEAK      requests a second at the peak; 2 if not given
// MINUTES   how long the peak lasts; 10 if not given
// SECONDS   what 95 of 100 requests may take; 30 if not given
// MESSAGES  a JSON file with a list of messages: real ones, long and short. Without it every
//           request asks the same, which the cache answers and which proves little.
import { check, fail } from 'k6';
import http from 'k6/http';
import { SharedArray } from 'k6/data';

const { API_URL, API_KEY, FLOW, MESSAGES } = __ENV;
const PEAK = Number(__ENV.PEAK || 2);
const MINUTES = Number(__ENV.MINUTES || 10);
const SECONDS = Number(__ENV.SECONDS || 30);

const messages = new SharedArray('messages', () =>
  MESSAGES ? JSON.parse(open(MESSAGES)) : ['Say hello.'],
);

export const options = {
  scenarios: {
    peak: {
      // An open model: slow answers do not slow the arrival of requests down, as in real life.
      executor: 'ramping-arrival-rate',
      startRate: 0,
      timeUnit: '1s',
      preAllocatedVUs: Math.ceil(PEAK * SECONDS),
      maxVUs: Math.ceil(PEAK * SECONDS * 4),
      stages: [
        { target: PEAK, duration: '2m' },
        { target: PEAK, duration: `${MINUTES}m` },
        { target: 0, duration: '1m' },
      ],
    },
  },
  thresholds: {
    checks: ['rate>0.99'],
    http_req_duration: [`p(95)<${SECONDS * 1000}`],
    dropped_iterations: ['count==0'],
  },
};

export function setup() {
  if (!API_URL || !API_KEY || !FLOW) {
    fail('Set API_URL, API_KEY and FLOW.');
  }
}

export default function () {
  const message = messages[Math.floor(Math.random() * messages.length)];
  const answer = http.post(
    `${API_URL}/api/v1/run/${encodeURIComponent(FLOW)}`,
    JSON.stringify({ input_value: message, input_type: 'chat', output_type: 'chat' }),
    {
      headers: { 'Content-Type': 'application/json', 'x-api-key': API_KEY },
      tags: { name: 'run' },
      timeout: `${SECONDS * 4}s`,
    },
  );
  check(answer, {
    'status is 200': (r) => r.status === 200,
    // An error can come with status 200.
    'there is an output': (r) => {
      try {
        return r.json('outputs.0') !== undefined;
      } catch {
        return false;
      }
    },
  });
}
