import * as fc from "fast-check";
import { expect, SESSION_COOKIE, test, type Server } from "../../tests/fixtures";
import { membersPages, openPages } from "../../tests/support/routes";
import { startServer } from "../../tests/support/server";
import { formsOn, Visitor, type ShownForm } from "../support/visitor";
import { badForms } from "./bad-forms";
import { badPath, paths, someHeaders } from "./bad-requests";
import { seed, times } from "./effort";
import { newKnown } from "./known";
import { tell } from "./table";
import { expectFlat, weigh, weighable } from "./weight";
import { openWire, showsStack, told, type Asked } from "./wire";

/** Every form that is shown to whoever has this cookie. */
async function formsFor(server: Server, cookie: string): Promise<ShownForm[]> {
  const visitor = new Visitor(server);
  if (cookie) visitor.cookies.set(SESSION_COOKIE, cookie.slice(SESSION_COOKIE.length + 1));
  const forms: ShownForm[] = [];
  for (const path of [...openPages, ...membersPages])
    forms.push(...formsOn(await visitor.get(path)));
  return forms.filter(({ fields }) => fields.some(([name]) => name.startsWith("$ACTION_")));
}

/** As a browser writes it. */
async function written(asked: Asked, form: FormData): Promise<Asked> {
  const response = new Response(form);
  const body = Buffer.from(await response.arrayBuffer());
  return {
    ...asked,
    body,
    headers: {
      ...asked.headers,
      "content-type": response.headers.get("content-type") ?? "",
      "content-length": body.length,
    },
  };
}

test("whatever is asked of a page or sent with one of its forms, the answer is no fault of ours", async () => {
  const [rounds, chunk] = [times(3, 30), times(3, 10)];
  test.setTimeout(times(180_000, 1_800_000));
  const server = await startServer({ env: weighable });
  const wire = openWire(server);
  try {
    let [asked, shown] = [0, 0];
    const faults: string[] = [];
    const send = async (one: Asked): Promise<void> => {
      const { status, body } = await wire.ask(one);
      asked++;
      if (status >= 500 || showsStack(body)) faults.push(`${status}: ${told(one)}`);
    };
    let before = await weigh(server);
    let counted = 0;
    for (let round = 0; round < rounds; round++) {
      if (round === Math.ceil(rounds / 4)) [before, counted] = [await weigh(server), asked];
      const known = await newKnown(server);
      const [cookie = ""] = known.cookies;
      const options = { numRuns: chunk, seed: seed + round };
      const visits = paths("page").flatMap((path) =>
        fc.sample(
          fc.record({ path: badPath(path, known.ids), headers: someHeaders(known) }),
          options,
        ),
      );
      await wire.each(visits, send);
      const forms = [...(await formsFor(server, "")), ...(await formsFor(server, cookie))];
      shown = forms.length;
      const sent = forms.flatMap((form) =>
        fc.sample(badForms(form, cookie, server.origin), options),
      );
      await wire.each(sent, async ({ asked, form }) =>
        send(form ? await written(asked, form) : asked),
      );
    }
    expect(faults).toEqual([]);
    expect(shown).toBeGreaterThan(15);
    const grown = expectFlat(before, await weigh(server), asked - counted);
    expect(server.log()).not.toMatch(/"event":"fault"|⨯/);
    tell({
      what: "Pages: queries, headers and forms as nobody means them",
      load: "8 connections, guests and members",
      tried: `${asked} requests to ${paths("page").length} pages and ${shown} forms (seed ${seed})`,
      lost: `0 answers of 500 and above; memory ${grown}`,
    });
  } finally {
    wire.close();
    await server.stop();
  }
});
