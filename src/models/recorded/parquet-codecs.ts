import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib";
import type { Compressors } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { defined } from "../../util/defined.ts";

type Unpack = (input: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array;

/** What packed pages are unpacked by, by codec: by the platform where it can; never to more than the page says it has. */
export const codecs: Compressors = {
  ...defined({ SNAPPY: compressors.SNAPPY, LZ4: compressors.LZ4, LZ4_RAW: compressors.LZ4_RAW }),
  GZIP: bounded(gunzipSync),
  BROTLI: bounded(brotliDecompressSync),
  ZSTD: bounded(zstdDecompressSync),
};

function bounded(unpack: Unpack): NonNullable<Compressors[keyof Compressors]> {
  return (input, length) => (length === 0 ? new Uint8Array(0) : unpack(input, { maxOutputLength: length }));
}
