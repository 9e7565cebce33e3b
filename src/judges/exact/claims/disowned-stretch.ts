/** A stretch of a text that names an option which it does not choose. */
export interface DisownedOption {
  readonly from: number;
  readonly to: number;
  /** `denied` is another's or a wrong one, `open` a guess, a supposition, or a sentence that breaks off. */
  readonly as: "denied" | "open";
}
