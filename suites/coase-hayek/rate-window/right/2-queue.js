function createRateWindow(limit, windowMs) {
  const queues = Object.create(null);
  function queueOf(key, now) {
    const name = `key:${key}`;
    const queue = queues[name] ?? (queues[name] = []);
    while (queue.length > 0 && queue[0] + windowMs <= now) queue.shift();
    return queue;
  }
  return {
    allow(key, now) {
      const queue = queueOf(key, now);
      if (queue.length >= limit) return false;
      queue.push(now);
      return true;
    },
    remaining: (key, now) => limit - queueOf(key, now).length,
    retryAfter(key, now) {
      const queue = queueOf(key, now);
      return queue.length < limit ? 0 : queue[0] + windowMs - now;
    },
  };
}
