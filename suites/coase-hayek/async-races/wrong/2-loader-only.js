function createLoader(fetchValue) {
  const cache = new Map();
  return {
    get(key) {
      const known = cache.get(key);
      if (known) return known;
      const pending = Promise.resolve().then(() => fetchValue(key));
      cache.set(key, pending);
      pending.catch(() => {
        if (cache.get(key) === pending) cache.delete(key);
      });
      return pending;
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
