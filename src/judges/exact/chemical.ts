import { isLong } from "./reach.ts";

const elements = new Set(
  (
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In " +
    "Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu"
  ).split(" "),
);
const shape = /^\d{0,3} ?(?:[A-Z][a-z]?\d{0,3}|[()[\]·]\d{0,3}){1,40}(?:\d?[+-])?$/;

/** A chemical formula on one line, `H2O` for `H_{2}O`; undefined for anything else, and where no element is counted. */
export function chemicalIn(plain: string): string | undefined {
  const flat = plain
    .replace(/_\{?(\d{1,3})\}?/g, "$1")
    .replace(/\^\{?(\d?[+-])\}?/g, "$1")
    .replace(/[{}]/g, "");
  if (isLong(flat, "clause") || !shape.test(flat) || !/[A-Za-z)\]](?:[2-9]|\d\d)/.test(flat)) return undefined;
  return (flat.match(/[A-Z][a-z]?/g) ?? []).every((symbol) => elements.has(symbol)) ? flat : undefined;
}
