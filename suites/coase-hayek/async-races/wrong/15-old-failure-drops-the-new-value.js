function createLoader(fetchValue) {
  const cache = new Map();
  return {
    get(key) {
      const known = cache.get(key);
      if (known) return known;
      const pending = Promise.resolve().then(() => fetchValue(key));
      cache.set(key, pending);
      pending.catch(() => {
        cache.delete(key);
      });
      return pending;
    },
    forget(key) {
      cache.delete(key);
    },
  };
}

function createBank(store) {
  const tails = new Map();
  return {
    async transfer(from, to, amount) {
      const accounts = [...new Set([from, to])];
      const earlier = accounts.map((account) => tails.get(account));
      // Both places in line are taken at once, without an await between, so no two transfers can wait for each other.
      const work = Promise.all(earlier).then(() => move(from, to, amount));
      const settled = work.catch(() => {});
      for (const account of accounts) tails.set(account, settled);
      return work;
    },
  };
  async function move(from, to, amount) {
    const source = await store.read(from);
    if (source < amount) return false;
    if (from === to) return true;
    const target = await store.read(to);
    await store.write(from, source - amount);
    await store.write(to, target + amount);
    return true;
  }
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
