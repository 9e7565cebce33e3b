/** One try of one model at one item, as another's log tells it; absent means not recorded. Cost in dollars. */
export interface Attempt {
  readonly place: string;
  /** What `--column` looks for paths in. */
  readonly raw: unknown;
  /** Identifiers by which a table of grades may name it. */
  readonly keys?: readonly string[];
  readonly item?: string | undefined;
  readonly model?: string | undefined;
  readonly category?: string | undefined;
  readonly sample?: number | undefined;
  readonly passed?: boolean | undefined;
  readonly score?: number | undefined;
  readonly cost?: number | undefined;
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  readonly ms?: number | undefined;
  readonly answer?: string | undefined;
}
