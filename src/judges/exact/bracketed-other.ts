import { isLong } from "./reach.ts";

const elsewise =
  /^[^()=]{0,60}?(?<one>\d[\d.,]*)[^()\d=]{0,30}\s\(\s?(?:(?:or|about|approximately|roughly|but|~|≈)\s?)?[$€£]?(?<other>\d[\d.,]*)%?(?:\s(?:dollars|euros|pounds))?(?:,\s|\s(?:for|incl|including|excluding|counting|during|plus)\b)(?!\s?(?:each|every|all)\b)[^()\d]{1,60}\)[\s.]{0,3}$/iu;

/** Whether brackets say another value for some cases: "18 (19 for members)". */
export function hasOther(plain: string): boolean {
  const { one, other } = isLong(plain, "line") ? {} : (elsewise.exec(plain)?.groups ?? {});
  return one !== undefined && one !== other;
}
