// A k6 load test with your own flow. It fails if a threshold is exceeded.
//
//   API_URL=https://api.example.com API_KEY=... FLOW=support-triage k6 run scripts/load-test.js
//
// PEAK      requests per second at peak load; default 2
// MINUTES   duration of the peak load; default 10
// SECONDS   threshold of the 95th percentile of the latency; default 30
// MESSAGES  a JSON file with a list of real messages, long and short. Without it all requests are
//           the same short one, so the result says little about real load.
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
      // An open model: slow responses do not reduce the arrival rate of requests.
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
