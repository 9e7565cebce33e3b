/**
 * A function that writes other signs in place of some ASCII ones, in time and memory that grow as the text does: each character is copied
 * once. Replacing them one after the other keeps a copy of the whole text for each, and millions of pieces of it.
 */
export function withSigns(signs: Readonly<Record<string, string>>): (text: string) => string {
  const written: (Buffer | undefined)[] = Array.from({ length: 256 }, () => undefined);
  for (const [sign, instead] of Object.entries(signs)) written[sign.charCodeAt(0)] = Buffer.from(instead);
  return (text) => {
    const from = Buffer.from(text);
    let size = 0;
    for (const byte of from) size += written[byte]?.length ?? 1;
    const to = Buffer.allocUnsafe(size);
    let end = 0;
    for (const byte of from) {
      const instead = written[byte];
      if (instead === undefined) to[end++] = byte;
      else for (const sign of instead) to[end++] = sign;
    }
    return to.toString();
  };
}
