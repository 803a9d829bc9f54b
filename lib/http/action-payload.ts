import type { Part } from "./multipart";

/** Nested deeper than any form's values. React's decoder is recursive. */
const MAX_DEPTH = 32;

/** Longer than any list of bound arguments. */
const MAX_LENGTH = 500;

/** Longer than any name of a field. */
const MAX_NAME = 200;

/** More values than any call has, of all its fields together. React takes about 10 µs for each. */
const MAX_VALUES = 5000;

/** Whether React can decode a string: plain, an escaped `$`, a form or bound arguments that were sent along, or a value. */
function isSoundText(text: string, isSent: (id: number) => boolean): boolean {
  if (!text.startsWith("$")) return true;
  const reference = /^\$@([\da-f]{1,8})$/.exec(text)?.[1];
  if (reference) return isSent(parseInt(reference, 16));
  return /^\$(\$|[KuNI-]|D\d{4}-|n-?\d{1,300}$)/.test(text);
}

/** What is left of `MAX_VALUES`. Counted before anything else is done with a value. */
type Budget = { values: number };

function isSound(
  value: unknown,
  isSent: (id: number) => boolean,
  budget: Budget,
  depth = 0,
): boolean {
  if (--budget.values < 0) return false;
  if (typeof value === "string") return isSoundText(value, isSent);
  if (typeof value !== "object" || value === null) return true;
  const items = Object.values(value);
  return (
    depth < MAX_DEPTH &&
    items.length <= MAX_LENGTH &&
    items.every((item) => isSound(item, isSent, budget, depth + 1))
  );
}

function parseJson(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** The fields in which React sends the values of a call: `0`, `1`, … */
const CALL_VALUE = /^\d+$/;

/** The same without JavaScript: `$ACTION_1:0`, … A name can contain line breaks. */
const FORM_VALUE = /^\$ACTION_.*:\d+$/s;

/** The action of a form as React writes it. Of two ids, Next would check the first one and React take the last one. */
const FORM_ACTION = /^\{"id":"[\da-f]+","bound":"\$@1"\}$/;

/** A field of a call: a value, or a field of a form among the values. React also takes ` 0` and `0x0` for the number 0. */
const CALL_FIELD = /^((0|[1-9]\d{0,8})$|_\d{1,9}_)/;

/**
 * Whether React can decode a form that calls an action. Its decoder throws for what a browser never sends, and Next
 * answers 500. Maps, sets, typed arrays and actions as arguments of an action are refused too: send JSON or a form.
 * @param parts the same form as it was sent
 * @param isCall the arguments are in field `0`: sent by script
 */
export function isSoundForm(form: FormData, parts: readonly Part[], isCall: boolean): boolean {
  const keys = [...form.keys()];
  if (keys.length !== parts.length) return false;
  if (keys.some((name) => name.length > MAX_NAME)) return false;
  if (isCall && !keys.every((name) => CALL_FIELD.test(name))) return false;
  if (isCall && !Array.isArray(parseJson(form.get("0")))) return false;
  const valueField = isCall ? CALL_VALUE : FORM_VALUE;
  const values = parts.filter(({ name }) => valueField.test(name));
  const names = new Set(values.map(({ name }) => name));
  if (names.size !== values.length || !values.every(({ isText }) => isText)) return false;
  const budget = { values: MAX_VALUES };
  return keys.every((name) => {
    if (!valueField.test(name)) return true;
    const text = form.get(name);
    const value = parseJson(text);
    const prefix = name.slice(0, name.lastIndexOf(":") + 1);
    const isSent = (id: number) => names.has(`${prefix}${id}`);
    if (!isCall && name === `${prefix}0` && !FORM_ACTION.test(String(text))) return false;
    if (!isCall && name === `${prefix}1` && !Array.isArray(value)) return false;
    return names.has(name) && value !== undefined && isSound(value, isSent, budget);
  });
}

/** The same for an action that is called with plain values: its arguments are one JSON text. */
export function isSoundCall(text: string): boolean {
  const args = parseJson(text);
  return Array.isArray(args) && isSound(args, () => false, { values: MAX_VALUES });
}
