// The set is kept as a sorted list of edges: at even places it begins, at odd places it ends.
class IntervalStore {
  #edges = [];
  #check(a, b) {
    if (typeof a !== "number" || typeof b !== "number" || !(a < b) || a === -Infinity || b === Infinity) {
      throw new RangeError("wanted finite numbers, the first smaller than the second");
    }
  }
  #cut(a, b, inside) {
    const covered = (x) => this.#edges.filter((edge) => edge <= x).length % 2 === 1;
    const leftOpen = this.#edges.filter((edge) => edge < a).length % 2 === 1;
    const rightCovered = covered(b);
    const kept = this.#edges.filter((edge) => edge < a || edge > b);
    const edges = [];
    if (leftOpen !== inside) edges.push(a);
    if (rightCovered !== inside) edges.push(b);
    this.#edges = [...kept, ...edges].sort((x, y) => x - y);
  }
  add(a, b) {
    this.#check(a, b);
    this.#cut(a, b, true);
  }
  remove(a, b) {
    this.#check(a, b);
    this.#cut(a, b, false);
  }
  has(x) {
    return this.#edges.filter((edge) => edge <= x).length % 2 === 1;
  }
  list() {
    const pairs = [];
    for (let i = 0; i < this.#edges.length; i += 2) pairs.push([this.#edges[i], this.#edges[i + 1]]);
    return pairs;
  }
  total() {
    return this.list().reduce((sum, [a, b]) => sum + (b - a), 0);
  }
  gaps(a, b) {
    this.#check(a, b);
    const rest = new IntervalStore();
    rest.add(a, b);
    for (const [x, y] of this.list()) rest.remove(x, y);
    return rest.list();
  }
}
const createIntervalStore = () => new IntervalStore();
