/** One recorded try of one model at one item. Absent means not recorded. Cost in dollars. */
export interface Outcome {
  readonly item: string;
  readonly category: string;
  readonly model: string;
  readonly sample: number;
  /** In [0, 1]. */
  readonly score: number;
  readonly passed: boolean;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly cost?: number;
  /** The model's own probability of being right, stated before it tried. */
  readonly bid?: number;
  /** The same stated with the answer. */
  readonly confidence?: number;
  readonly answer?: string;
  readonly ms?: number;
  /** Whether a recorded checker accepted the answer. */
  readonly verdict?: boolean;
}
