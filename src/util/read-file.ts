import { closeSync, constants, fstatSync, openSync, readSync, realpathSync, type Stats } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { UserError } from "./bug.ts";
import { fileFault } from "./file-fault.ts";

/**
 * The bytes of a regular file of at most `most` bytes. Nothing is waited for: a pipe, a device, a socket and a folder are
 * refused by name, a file that grows while it is read is cut off. Throws a `UserError` with the path, what is wrong and what to do.
 */
export function readBytes(path: string, most: number, advice = "Split it into smaller files."): Buffer {
  const [bytes = Buffer.alloc(0)] = readBlocks(path, most, { advice });
  return bytes;
}

/**
 * The same, block by block: whole lines of the file, as many as `size` bytes hold, or one that is longer; the whole file without a size. A block is
 * overwritten by the next one.
 */
export function* readBlocks(
  path: string,
  most: number,
  { size = Infinity, advice = "Split it into smaller files." } = {},
): Generator<Buffer> {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const status = fstatSync(descriptor);
    if (!status.isFile()) throw new UserError(`${path}: wanted a file, got ${kindOfFile(status)}. Name the file itself.`);
    if (status.size > most) throw new UserError(`${path}: wanted at most ${most} bytes in one file, got ${status.size}. ${advice}`);
    yield* blocksOf(descriptor, status.size, size);
  } catch (thrown) {
    if (thrown instanceof UserError) throw thrown;
    throw new UserError(`${path}: this file cannot be read: ${fileFault(thrown)}. Check the path and its permissions.`);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
function* blocksOf(descriptor: number, length: number, size: number): Generator<Buffer> {
  let buffer = Buffer.alloc(Math.min(length, size));
  for (let [held, left] = [0, length]; ; ) {
    for (let got = -1; got !== 0 && held < buffer.length && left > 0; held += got, left -= got)
      got = readSync(descriptor, buffer, held, Math.min(buffer.length - held, left), null);
    const over = left === 0 || held < buffer.length;
    const end = over ? held : buffer.lastIndexOf(10) + 1;
    if (end > 0) yield buffer.subarray(0, end);
    if (over) return;
    if (end === 0) buffer = Buffer.concat([buffer], Math.min(2 * buffer.length, length));
    else buffer.copyWithin(0, end, held);
    held -= end;
  }
}

/** What stands at a path that is no regular file. */
export function kindOfFile(status: Stats): string {
  if (status.isDirectory()) return "a folder";
  if (status.isFIFO()) return "a pipe";
  if (status.isSocket()) return "a socket";
  return "a device";
}

/** Whether a path inside a folder is, through a symbolic link, really outside of it. A path that says that it is outside is not meant. */
export function leavesByLink(path: string, folder: string): boolean {
  if (!isInside(resolve(folder, path), resolve(folder))) return false;
  try {
    return !isInside(realpathSync(resolve(folder, path)), realpathSync(folder));
  } catch {
    return false;
  }
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Throws a `UserError` where a symbolic link leads out of the folder of the file that names the path. */
export function refuseLinkOut(path: string, from: string): void {
  if (!leavesByLink(path, dirname(resolve(from)))) return;
  throw new UserError(
    `${from}: "${path}" is a symbolic link out of the folder ${dirname(resolve(from))}, to ${realpathSync(resolve(dirname(from), path))}. Write that path if it is meant, or put the file there.`,
  );
}
