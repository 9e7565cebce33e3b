import { count } from "../../../util/count.ts";

interface Heap {
  readonly noun: string;
  readonly says: string;
  readonly first: string;
  readonly lost: boolean;
  n: number;
}

/** What of another's file could not be carried over, counted by reason, with the first place of each. */
export class Tally {
  private readonly heaps = new Map<string, Heap>();
  private readonly told: string[] = [];

  /** Counts what is lost: a task, an attempt, an assertion. */
  leave(noun: string, says: string, place: string): void {
    this.add(noun, says, place, true);
  }

  /** Counts what came over otherwise than it stood, or with a part that was not recorded. */
  mark(noun: string, says: string, place: string): void {
    this.add(noun, says, place, false);
  }

  /** Says something of the whole file, once. */
  say(words: string): void {
    if (!this.told.includes(words)) this.told.push(words);
  }

  /** How many things are lost. */
  get lost(): number {
    return [...this.heaps.values()].reduce((sum, { n, lost }) => sum + (lost ? n : 0), 0);
  }

  /** A sentence for each reason, what is lost first. */
  notes(): string[] {
    const heaps = [...this.heaps.values()].toSorted((one, other) => Number(other.lost) - Number(one.lost));
    const lines = heaps.map(
      ({ noun, says, first, lost, n }) => `${lost ? "Left out: " : ""}${count(n, noun)} ${says}, ${n === 1 ? "at" : "first at"} ${first}.`,
    );
    return [...lines, ...this.told];
  }

  private add(noun: string, says: string, place: string, lost: boolean): void {
    const key = `${lost ? 1 : 0}|${noun}|${says}`;
    const heap = this.heaps.get(key);
    if (heap === undefined) this.heaps.set(key, { noun, says, first: place, lost, n: 1 });
    else heap.n++;
  }
}
