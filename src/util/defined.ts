/** The fields that are given: those that hold `undefined` are left out, as exact optional properties want it. */
export function defined<T extends object>(fields: T): DefinedFields<T> {
  const kept = {} as DefinedFields<T> & { [K in keyof T]?: T[K] };
  for (const name of Object.keys(fields) as (keyof T)[]) if (fields[name] !== undefined) kept[name] = fields[name];
  return kept;
}

/** Fields that may be undefined become optional; the others stay. */
type DefinedFields<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
