/** One figure of a group: what was wanted, what was measured, in words with units. A group's file exports `<group>Figures`. */
export interface Figure {
  readonly name: string;
  readonly wanted: string;
  readonly measured: string;
  readonly met: boolean;
}
