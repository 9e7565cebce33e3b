function createRateWindow(limit, windowMs) {
  const calls = new Map();
  const counted = (key, now) => (calls.get(key) ?? []).filter((time) => now < time + windowMs);
  return {
    allow(key, now) {
      const times = counted(key, now);
      const allowed = times.length < limit;
      calls.set(key, [...times, now]);
      return allowed;
    },
    remaining(key, now) {
      return Math.max(0, limit - counted(key, now).length);
    },
    retryAfter(key, now) {
      const times = counted(key, now);
      return times.length < limit ? 0 : times[times.length - limit] + windowMs - now;
    },
  };
}
