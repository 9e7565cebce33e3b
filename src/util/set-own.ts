/** Sets what a record holds under a user's word, `__proto__` included. */
export function setOwn<T>(record: { [name: string]: T }, name: string, value: T): void {
  Object.defineProperty(record, name, { value, writable: true, enumerable: true, configurable: true });
}
