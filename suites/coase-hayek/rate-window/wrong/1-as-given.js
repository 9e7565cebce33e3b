function createRateWindow(limit, windowMs) {
  const calls = {};
  return {
    allow(key, now) {
      calls[key] = calls[key] || [];
      calls[key] = calls[key].filter((time) => now - time <= windowMs);
      calls[key].push(now);
      return calls[key].length <= limit;
    },
    remaining(key, now) {
      return limit - (calls[key] || []).length;
    },
    retryAfter(key, now) {
      const times = calls[key] || [];
      if (times.length < limit) return 0;
      return times[times.length - 1] + windowMs - now;
    },
  };
}
