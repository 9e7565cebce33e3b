function createLoader(fetchValue) {
  const values = new Map();
  const flights = new Map();
  return {
    async get(key) {
      if (values.has(key)) return values.get(key);
      if (!flights.has(key)) flights.set(key, start(key));
      return flights.get(key).promise;
    },
    forget(key) {
      values.delete(key);
      flights.delete(key);
    },
  };
  function start(key) {
    const flight = {};
    flight.promise = (async () => {
      try {
        const value = await fetchValue(key);
        if (flights.get(key) === flight) values.set(key, value);
        return value;
      } finally {
        if (flights.get(key) === flight) flights.delete(key);
      }
    })();
    return flight;
  }
}

function createBank(store) {
  const locked = new Set();
  const queue = [];
  function wake() {
    const claimed = new Set(locked);
    for (const waiter of [...queue]) {
      const free = waiter.names.every((name) => !claimed.has(name));
      for (const name of waiter.names) claimed.add(name);
      if (!free) continue;
      queue.splice(queue.indexOf(waiter), 1);
      for (const name of waiter.names) locked.add(name);
      waiter.start();
    }
  }
  return {
    async transfer(from, to, amount) {
      const names = from === to ? [from] : [from, to];
      await new Promise((start) => {
        queue.push({ names, start });
        wake();
      });
      try {
        const source = await store.read(from);
        if (source < amount) return false;
        if (names.length === 1) return true;
        const target = await store.read(to);
        await store.write(from, source - amount);
        await store.write(to, target + amount);
        return true;
      } finally {
        for (const name of names) locked.delete(name);
        wake();
      }
    },
  };
}

function createPool(limit) {
  let running = 0;
  const queue = [];
  const next = () => {
    if (running >= limit || queue.length === 0) return;
    running++;
    const { job, resolve, reject } = queue.shift();
    new Promise((done) => done(job())).then(resolve, reject).finally(() => {
      running--;
      next();
    });
  };
  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        queue.push({ job, resolve, reject });
        next();
      }),
  };
}
