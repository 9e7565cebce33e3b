class Cache {
  #capacity;
  #onEvict;
  #nodes = new Map();
  #head = { key: null, value: null, before: null, after: null };
  constructor(capacity, onEvict) {
    this.#capacity = capacity;
    this.#onEvict = onEvict;
    this.#head.before = this.#head;
    this.#head.after = this.#head;
  }
  #unlink(node) {
    node.before.after = node.after;
    node.after.before = node.before;
  }
  #pushFront(node) {
    node.before = this.#head;
    node.after = this.#head.after;
    this.#head.after.before = node;
    this.#head.after = node;
  }
  get(key) {
    const node = this.#nodes.get(key);
    if (!node) return undefined;
    this.#unlink(node);
    this.#pushFront(node);
    return node.value;
  }
  set(key, value) {
    if (this.#capacity === 0) return;
    const known = this.#nodes.get(key);
    if (known) {
      known.value = value;
      this.get(key);
      return;
    }
    const node = { key, value, before: null, after: null };
    this.#nodes.set(key, node);
    this.#pushFront(node);
    this.#trim();
  }
  #trim() {
    while (this.#nodes.size > this.#capacity) {
      const last = this.#head.before;
      this.#unlink(last);
      this.#nodes.delete(last.key);
      if (this.#onEvict) this.#onEvict(last.key, last.value);
    }
  }
  has(key) {
    return this.#nodes.has(key);
  }
  delete(key) {
    const node = this.#nodes.get(key);
    if (node) this.#unlink(node);
    return this.#nodes.delete(key);
  }
  keys() {
    const found = [];
    for (let node = this.#head.after; node !== this.#head; node = node.after) found.push(node.key);
    return found;
  }
  size() {
    return this.#nodes.size;
  }
  resize(capacity) {
    this.#capacity = capacity;
    this.#trim();
  }
}
function createCache(capacity, onEvict) {
  return new Cache(capacity, onEvict);
}
