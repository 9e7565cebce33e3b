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
  let free = limit;
  const waiting = [];
  return {
    async run(job) {
      if (free > 0) free--;
      else await new Promise((resolve) => waiting.push(resolve));
      try {
        return await job();
      } finally {
        // The place is handed over, not put down: nobody can step in between.
        if (waiting.length > 0) waiting.shift()();
        else free++;
      }
    },
  };
}
