function createCache(capacity, onEvict = () => {}) {
  let room = capacity;
  const entries = new Map();
  const touch = (key, value) => {
    entries.delete(key);
    entries.set(key, value);
  };
  const shrink = () => {
    while (entries.size > room) {
      const [key, value] = entries.entries().next().value;
      onEvict(key, value);
      entries.delete(key);
    }
  };
  return {
    get(key) {
      if (!entries.has(key)) return undefined;
      const value = entries.get(key);
      touch(key, value);
      return value;
    },
    set(key, value) {
      if (room === 0) return;
      touch(key, value);
      shrink();
    },
    has: (key) => entries.has(key),
    delete: (key) => entries.delete(key),
    keys: () => [...entries.keys()].reverse(),
    size: () => entries.size,
    resize(next) {
      room = next;
      shrink();
    },
  };
}
