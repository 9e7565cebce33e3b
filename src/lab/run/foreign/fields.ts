/** One record of another's file, by its own names. */
export type Fields = Readonly<Record<string, unknown>>;
