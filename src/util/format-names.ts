/** Our own formats of `catallaxy report`, the usual one first: a help text names them without loading their writers (`report/formats.ts`). */
export const formatNames = ["terminal", "md", "json", "csv", "html"] as const;
