function createLoader(fetchValue) {
  const cache = new Map();
  return {
    async get(key) {
      if (!cache.has(key)) {
        const value = await fetchValue(key);
        cache.set(key, value);
      }
      return cache.get(key);
    },
    forget(key) {
      cache.delete(key);
    },
  };
}

function createBank(store) {
  return {
    async transfer(from, to, amount) {
      const source = await store.read(from);
      if (source < amount) return false;
      const target = await store.read(to);
      await store.write(from, source - amount);
      await store.write(to, target + amount);
      return true;
    },
  };
}

function createPool(limit) {
  let running = 0;
  const waiting = [];
  return {
    async run(job) {
      if (running >= limit) await new Promise((resolve) => waiting.push(resolve));
      running++;
      const value = await job();
      running--;
      waiting.shift()?.();
      return value;
    },
  };
}
