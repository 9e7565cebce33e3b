function createCache(capacity, onEvict = () => {}) {
  let room = capacity;
  const order = [];
  const values = new Map();
  const touch = (key) => {
    const at = order.findIndex((other) => Object.is(other, key));
    if (at >= 0) order.splice(at, 1);
    order.unshift(key);
  };
  const shrink = () => {
    while (order.length > room) {
      const key = order.pop();
      const value = values.get(key);
      values.delete(key);
      onEvict(key, value);
    }
  };
  return {
    get(key) {
      if (values.has(key)) touch(key);
      return values.get(key);
    },
    set(key, value) {
      if (room === 0) return;
      values.set(key, value);
      touch(key);
      shrink();
    },
    has: (key) => values.has(key),
    delete(key) {
      if (!values.delete(key)) return false;
      order.splice(order.findIndex((other) => Object.is(other, key)), 1);
      return true;
    },
    keys: () => order,
    size: () => order.length,
    resize(next) {
      room = next;
      shrink();
    },
  };
}
