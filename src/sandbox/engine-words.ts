/** What the engine says, and what programs and checks that were written for Node look for in its place. */
export interface EngineWord {
  readonly own: string;
  readonly wanted: string;
  /** Which of the places that say it are meant; all that are left where none is told. */
  readonly places?: readonly number[];
}

/** As far as the engine knows it: of a call it has no name (`x is not a function`). */
export const engineWords: readonly EngineWord[] = [
  { own: "cannot read property '%s' of undefined", wanted: "Cannot read properties of undefined (reading '%s')" },
  { own: "cannot read property '%s' of null", wanted: "Cannot read properties of null (reading '%s')" },
  { own: "cannot set property '%s' of undefined", wanted: "Cannot set properties of undefined (setting '%s')" },
  { own: "cannot set property '%s' of null", wanted: "Cannot set properties of null (setting '%s')" },
  { own: "not a function", wanted: "value is not a function" },
  { own: "'%s' is not defined", wanted: "%s is not defined" },
  { own: "%s is not initialized", wanted: "Cannot access '%s' before initialization" },
  { own: "'%s' is read-only", wanted: "Assignment to constant variable.", places: [0, 1, 2] },
  { own: "'%s' is read-only", wanted: "Cannot assign to read only property '%s' of object" },
  { own: "no setter for property", wanted: "Cannot set property which has only a getter" },
  { own: "could not delete property", wanted: "Cannot delete property" },
  { own: "property is not configurable", wanted: "Cannot redefine property" },
  { own: "empty array", wanted: "Reduce of empty array with no initial value" },
  { own: "invalid array length", wanted: "Invalid array length" },
  { own: "stack overflow", wanted: "Maximum call stack size exceeded" },
  { own: "class constructors must be invoked with 'new'", wanted: "Class constructor cannot be invoked without 'new'" },
  { own: "must be called with new", wanted: "Constructor requires 'new'" },
  { own: "Date value is NaN", wanted: "Invalid time value" },
  { own: "invalid repeat count", wanted: "Invalid count value" },
  { own: "invalid code point", wanted: "Invalid code point" },
  { own: "cannot convert to object", wanted: "Cannot convert undefined or null to object" },
  { own: "circular reference", wanted: "Converting circular structure to JSON" },
  { own: "BigInt division by zero", wanted: "Division by zero" },
  { own: "cannot convert bigint to number", wanted: "Cannot mix BigInt and other types, use explicit conversions" },
  { own: "cannot convert symbol to string", wanted: "Cannot convert a Symbol value to a string" },
  { own: "cannot convert symbol to number", wanted: "Cannot convert a Symbol value to a number" },
];
