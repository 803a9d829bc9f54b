import * as fc from "fast-check";
import type { RenderedForm } from "../support/visitor";
import type { RawRequest } from "./raw-http";
import { knownHeaders } from "./request-arbitraries";

/** React's hidden fields, which say which action a form without JavaScript calls. */
const isReactField = (name: string): boolean => name.startsWith("$ACTION_");

/** JSON arguments of an action. React gives strings that begin with `$` a meaning. */
const json = fc.oneof(
  { weight: 5, arbitrary: fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)) },
  fc.constantFrom('"$1"', '"$@9"', '"$nabc"', '"$Q0"', '"$S"', '"$F5"', "[".repeat(5000)),
);

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

/** The fields of a form, some missing, repeated or with another value, and an unknown one. */
function invalidFields(form: RenderedForm): fc.Arbitrary<FormData> {
  const entries = form.fields.map(([name, before]) => {
    const same = fc.constant<readonly (string | File)[]>([before]);
    if (/^\$ACTION_\d+:1$/.test(name))
      return fc.oneof(
        { weight: 6, arbitrary: same },
        json.map((text) => [text]),
      );
    if (isReactField(name)) return same;
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
        text.filter((name) => name.length < 100 && !isReactField(name) && !/^\d+$/.test(name)),
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

/** The id of the form's action, as Next's client sends it. */
function actionId({ fields }: RenderedForm): string | null {
  const bound = fields.find(([name]) => /^\$ACTION_\d+:0$/.test(name))?.[1];
  const plain = fields
    .find(([name]) => name.startsWith("$ACTION_ID_"))?.[0]
    .slice("$ACTION_ID_".length);
  return bound ? (JSON.parse(bound) as { id: string }).id : (plain ?? null);
}

/** Submissions of a form without JavaScript, and direct calls of its action, both with unexpected content. */
export function unexpectedSubmissions(
  form: RenderedForm,
  cookie: string,
  origin: string,
): fc.Arbitrary<Readonly<{ request: RawRequest; form?: FormData }>> {
  const headers = knownHeaders({ cookies: [cookie], origin })
    .filter((some) => !("next-action" in some))
    .map((some) => (cookie ? { ...some, cookie } : some));
  const request = headers.map((headers) => ({ method: "POST", path: form.action, headers }));
  const filled = fc
    .tuple(request, invalidFields(form))
    .map(([request, form]) => ({ request, form }));
  const action = actionId(form);
  if (!action) return filled;
  const args = fc.oneof(
    json,
    fc.array(json, { maxLength: 3 }).map((all) => `[${all.join()}]`),
  );
  const called = fc.tuple(request, args).map(([request, args]) => {
    const body = Buffer.from(args);
    return {
      request: {
        ...request,
        body,
        headers: {
          ...request.headers,
          "next-action": action,
          "content-type": "text/plain;charset=UTF-8",
          "content-length": body.length,
        },
      },
    };
  });
  return fc.oneof({ weight: 4, arbitrary: filled }, called);
}
