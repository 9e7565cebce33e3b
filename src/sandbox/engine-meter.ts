import type { QuickJSContext, QuickJSHandle } from "quickjs-emscripten-core";
import { Bug } from "../util/bug.ts";

/** A number that the host writes and code in the engine reads, by a list of one element, without a call between the two. */
export interface EngineMeter {
  readonly list: QuickJSHandle;
  write(value: number): void;
}

const [mark, trial] = [0x5ac3_91e7, 0x13b7_d24f];

/** Finds where the list's element lies: of the places that hold what code wrote to it, that of which code reads what was written there. */
export function engineMeter(memory: { readonly buffer: ArrayBuffer }, context: QuickJSContext): EngineMeter {
  const list = context.unwrapResult(context.evalCode(`new Int32Array([${mark}])`));
  const words = () => new Int32Array(memory.buffer);
  const shows = () => context.getProp(list, 0).consume((found) => context.getNumber(found));
  for (let at = words().indexOf(mark); at >= 0; at = words().indexOf(mark, at + 1)) {
    words()[at] = trial;
    if (shows() !== trial) {
      words()[at] = mark;
      continue;
    }
    words()[at] = 0;
    return {
      list,
      write: (value) => {
        words()[at] = value;
      },
    };
  }
  throw new Bug("The engine's list of one number was not found.");
}
