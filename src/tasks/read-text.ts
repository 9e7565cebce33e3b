import { isUtf8 } from "node:buffer";
import { UserError } from "../util/bug.ts";
import { readBytes } from "../util/read-file.ts";

/** The most bytes that one file of a suite may have. */
export const longestFile = 64_000_000;

/**
 * The text of a UTF-8 file, without its byte order mark and with `\n` line ends.
 * A file that is missing, unreadable, too long, not UTF-8 or no text is a UserError; for bad bytes with the offset of the first one.
 */
export function readText(path: string, most = longestFile, advice = "Split the suite into a folder of smaller files."): string {
  const bytes = readBytes(path, most, advice);
  if (!isUtf8(bytes)) throw new UserError(notUtf8(path, bytes));
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  const nothing = text.indexOf("\0");
  if (nothing >= 0) throw new UserError(notText(path, text, nothing));
  // A file without any line feed may have the line ends of old.
  return text.includes("\n") ? text.replaceAll("\r\n", "\n") : text.replaceAll("\r", "\n");
}

function notText(path: string, text: string, at: number): string {
  const line = text.slice(0, at).split("\n").length;
  return `${path}:${line}: wanted a text, got a zero byte, as UTF-16 and files that are no text have. Save the file as UTF-8.`;
}

function notUtf8(path: string, bytes: Buffer): string {
  const offset = firstBadByte(bytes);
  const line = bytes.subarray(0, offset).filter((byte) => byte === 10).length + 1;
  const got = bytes[offset]?.toString(16).padStart(2, "0") ?? "the end of the file";
  const utf16 = bytes[0] === 0xff || bytes[0] === 0xfe ? " It looks like UTF-16." : "";
  return `${path}:${line}: wanted UTF-8, got byte 0x${got} at offset ${offset}, which no UTF-8 text has there.${utf16} Save the file as UTF-8.`;
}

/** Walks the replacement-decoded text beside the bytes: the first U+FFFD that the bytes do not spell out is the bad place. */
function firstBadByte(bytes: Buffer): number {
  let offset = 0;
  for (const character of bytes.toString("utf8")) {
    const spelled = Buffer.byteLength(character);
    if (character === "\uFFFD" && !bytes.subarray(offset, offset + 3).equals(Buffer.from("\uFFFD"))) return offset;
    offset += spelled;
  }
  return bytes.length;
}
