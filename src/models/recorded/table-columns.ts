import { boundMemory } from "../../util/bound-memory.ts";

/** A column is searched for equal texts as long as half of its cells are, once it has had so many. */
const patience = 8192;

/** A table that grows row by row, kept by column: equal texts are one, so that hundreds of thousands of rows stay small. */
export class TableColumns {
  readonly names: string[] = [];
  readonly cells: string[][] = [];
  readonly lines: number[] = [];
  private readonly places = new Map<string, number>();
  private readonly known: (Map<string, string> | undefined)[] = [];

  /** The place of a column, made where there is none of that name. */
  column(name: string): number {
    return this.places.get(name) ?? this.add(name);
  }

  /** Adds a column, though there may be one of that name. */
  add(name: string): number {
    this.places.set(name, this.names.length);
    this.known.push(new Map());
    this.cells.push([]);
    return this.names.push(name) - 1;
  }

  /** Begins a row; cells that are not put are empty. */
  row(line: number): void {
    boundMemory();
    this.lines.push(line);
  }

  /** Puts a cell of the last row, or of the row that is named; those before it that were not put are empty. */
  put(place: number, text: string, row = this.lines.length - 1): void {
    const cells = this.cells[place] as string[];
    while (cells.length < row) cells.push("");
    cells.push(this.one(place, text));
  }

  /** Fills columns that ended early. */
  filled(): readonly string[][] {
    for (const cells of this.cells) while (cells.length < this.lines.length) cells.push("");
    return this.cells;
  }

  private one(place: number, text: string): string {
    const known = this.known[place];
    const same = known?.get(text);
    if (same !== undefined || known === undefined) return same ?? text;
    known.set(text, text);
    if (known.size > patience && known.size > (this.cells[place]?.length ?? 0) / 2) this.known[place] = undefined;
    return text;
  }
}
