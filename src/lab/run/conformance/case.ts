/** One case of a kind; `run` resolves where it is held and rejects, with what was wrong, where not. */
export interface Case {
  readonly name: string;
  run(): Promise<void> | void;
}
