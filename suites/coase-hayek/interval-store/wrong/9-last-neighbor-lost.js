function createIntervalStore() {
  let intervals = [];
  const check = (start, end) => {
    if (!Number.isFinite(start) || !Number.isFinite(end) || start >= end) throw new RangeError(`bad range ${start}, ${end}`);
  };
  return {
    add(start, end) {
      check(start, end);
      const before = intervals.filter(([, last]) => last < start);
      const after = intervals.filter(([first]) => first > end);
      const met = intervals.filter(([first, last]) => last >= start && first <= end);
      const low = Math.min(start, ...met.map(([first]) => first));
      const high = Math.max(end, ...met.slice(0, 1).map(([, last]) => last));
      intervals = [...before, [low, high], ...after];
    },
    remove(start, end) {
      check(start, end);
      intervals = intervals.flatMap(([first, last]) => {
        if (last <= start || first >= end) return [[first, last]];
        const rest = [];
        if (first < start) rest.push([first, start]);
        if (last > end) rest.push([end, last]);
        return rest;
      });
    },
    has: (point) => intervals.some(([first, last]) => first <= point && point < last),
    list: () => intervals.map((pair) => [...pair]),
    total: () => intervals.reduce((sum, [first, last]) => sum + last - first, 0),
    gaps(from, to) {
      check(from, to);
      const found = [];
      let at = from;
      for (const [first, last] of intervals) {
        if (last <= at) continue;
        if (first >= to) break;
        if (first > at) found.push([at, first]);
        at = last;
      }
      if (at < to) found.push([at, to]);
      return found;
    },
  };
}
