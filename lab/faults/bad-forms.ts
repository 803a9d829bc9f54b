import * as fc from "fast-check";
import type { ShownForm } from "../support/visitor";
import { someHeaders } from "./bad-requests";
import type { Asked } from "./wire";

/** What React adds to a form without script: which action it is for, and what came of it the last time. */
const isReacts = (name: string): boolean => name.startsWith("$ACTION_");

/** As JSON. Left out: texts that begin with `$`, which refer to parts of the form. Next answers with 500 where there is no such part, before any action runs. */
const json = fc
  .jsonValue({ maxDepth: 3 })
  .map((value) => JSON.stringify(value))
  .filter((text) => !text.includes('"$'));

const text = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "0",
    "1",
    "2",
    "99",
    "100",
    "-1",
    "1e3",
    "p01",
    "p02",
    "p99",
    "a@example.com",
    "\0",
    "a\r\nb: c",
    ";",
    "\u{1f4a9}",
    "__proto__",
    "constructor",
    "$undefined",
    "//evil.example",
    "/account",
    "javascript:0",
  ),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.integer({ min: 300, max: 60_000 }).map((length) => "x".repeat(length)),
);
const file = text.map((text) => new File([text], "x.txt", { type: "text/plain" }));
const value = fc.oneof({ weight: 8, arbitrary: text }, file);

/** The same fields, some of them left out, sent twice or holding something else, and one that nobody knows. */
function badFields(form: ShownForm): fc.Arbitrary<FormData> {
  const entries = form.fields.map(([name, before]) => {
    const same = fc.constant<readonly (string | File)[]>([before]);
    if (/^\$ACTION_\d+:1$/.test(name))
      return fc.oneof(
        { weight: 6, arbitrary: same },
        json.map((text) => [text]),
      );
    if (isReacts(name)) return same;
    return fc.oneof(
      { weight: 4, arbitrary: same },
      { weight: 6, arbitrary: value.map((one) => [one]) },
      fc.constant([]),
      fc.array(value, { maxLength: 3 }),
    );
  });
  const more = fc.option(
    fc.tuple(
      fc.oneof(
        text.filter((name) => name.length < 100 && !isReacts(name) && !/^\d+$/.test(name)),
        fc.constantFrom("next", "page", "id"),
      ),
      value,
    ),
  );
  return fc.tuple(fc.tuple(...entries), more).map(([all, another]) => {
    const body = new FormData();
    for (const [place, [name]] of form.fields.entries())
      for (const one of all[place] ?? []) body.append(name, one);
    if (another) body.append(...(another as [string, string]));
    return body;
  });
}

/** The id of the action that a form is for, by which Next's script calls it. */
function actionOf({ fields }: ShownForm): string | null {
  const bound = fields.find(([name]) => /^\$ACTION_\d+:0$/.test(name))?.[1];
  const plain = fields
    .find(([name]) => name.startsWith("$ACTION_ID_"))?.[0]
    .slice("$ACTION_ID_".length);
  return bound ? (JSON.parse(bound) as { id: string }).id : (plain ?? null);
}

/** A form sent without script as nobody fills it in, or the call of its action as no script of ours makes it. */
export function badForms(
  form: ShownForm,
  cookie: string,
  origin: string,
): fc.Arbitrary<Readonly<{ asked: Asked; form?: FormData }>> {
  const headers = someHeaders({ cookies: [cookie], origin })
    .filter((some) => !("next-action" in some))
    .map((some) => (cookie ? { ...some, cookie } : some));
  const asked = headers.map((headers) => ({ method: "POST", path: form.action, headers }));
  const filled = fc.tuple(asked, badFields(form)).map(([asked, form]) => ({ asked, form }));
  const action = actionOf(form);
  if (!action) return filled;
  const args = fc.oneof(
    json,
    fc.array(json, { maxLength: 3 }).map((all) => `[${all.join()}]`),
  );
  const called = fc.tuple(asked, args).map(([asked, args]) => {
    const body = Buffer.from(args);
    return {
      asked: {
        ...asked,
        body,
        headers: {
          ...asked.headers,
          "next-action": action,
          "content-type": "text/plain;charset=UTF-8",
          "content-length": body.length,
        },
      },
    };
  });
  return fc.oneof({ weight: 4, arbitrary: filled }, called);
}
