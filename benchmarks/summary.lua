-- What wrk counted, as one line of JSON at the end of its output. Times are in microseconds.
-- `refusals` are the first statuses from 400, where a script notes them.
refusals = ""

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "microseconds": %d, "bytes": %d, "refused": %d, "failed": %d, '
      .. '"refusals": "%s", "latencies": {"p50": %.0f, "p90": %.0f, "p99": %.0f, "p99.9": %.0f, "max": %.0f}}\n',
    summary.requests, summary.duration, summary.bytes, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    refusals,
    latency:percentile(50), latency:percentile(90), latency:percentile(99),
    latency:percentile(99.9), latency.max))
end
