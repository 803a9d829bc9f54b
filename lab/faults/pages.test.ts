import * as fc from "fast-check";
import { expect, SESSION_COOKIE, test, type Server } from "../../tests/fixtures";
import { protectedPages, publicPages } from "../../tests/support/routes";
import { startServer } from "../../tests/support/server";
import { parseForms, Visitor, type RenderedForm } from "../support/visitor";
import { reportFault } from "./fault-report";
import { unexpectedSubmissions } from "./form-arbitraries";
import { expectNoLeak, readMemory, withHeapProbe } from "./heap";
import { addKnownValues } from "./known-values";
import { describeRequest, hasStackTrace, openRawHttp, type RawRequest } from "./raw-http";
import { knownHeaders, routePatterns, unexpectedPath } from "./request-arbitraries";
import { scaled, seed } from "./test-scale";

/** The forms with an action on every page, as a visitor with this cookie sees them. */
async function formsFor(server: Server, cookie: string): Promise<RenderedForm[]> {
  const visitor = new Visitor(server);
  if (cookie) visitor.cookies.set(SESSION_COOKIE, cookie.slice(SESSION_COOKIE.length + 1));
  const forms: RenderedForm[] = [];
  for (const path of [...publicPages, ...protectedPages])
    forms.push(...parseForms(await visitor.get(path)));
  return forms.filter(({ fields }) => fields.some(([name]) => name.startsWith("$ACTION_")));
}

/** The request with the form as a multipart body. */
async function withBody(request: RawRequest, form: FormData): Promise<RawRequest> {
  const encoded = new Response(form);
  const body = Buffer.from(await encoded.arrayBuffer());
  const type = encoded.headers.get("content-type") ?? "";
  const headers = { ...request.headers, "content-type": type, "content-length": body.length };
  return { ...request, body, headers };
}

test("no request to a page and no form submission causes a 5xx or a stack trace", async () => {
  const [rounds, perPage] = [scaled(3, 30), scaled(3, 10)];
  test.setTimeout(scaled(180_000, 1_800_000));
  const server = await startServer({ env: withHeapProbe });
  const http = openRawHttp(server);
  try {
    let [count, forms] = [0, 0];
    const problems: string[] = [];
    const send = async (request: RawRequest): Promise<void> => {
      const { status, body } = await http.send(request);
      count++;
      if (status >= 500 || hasStackTrace(body))
        problems.push(`${status}: ${describeRequest(request)}`);
    };
    const pages = routePatterns("page");
    let [before, countBefore] = [await readMemory(server), 0];
    for (let round = 0; round < rounds; round++) {
      // The first quarter compiles code and fills caches.
      if (round === Math.ceil(rounds / 4))
        [before, countBefore] = [await readMemory(server), count];
      const known = await addKnownValues(server);
      const [cookie = ""] = known.cookies;
      const options = { numRuns: perPage, seed: seed + round };
      const visits = pages.flatMap((path) =>
        fc.sample(
          fc.record({ path: unexpectedPath(path, known.ids), headers: knownHeaders(known) }),
          options,
        ),
      );
      await http.each(visits, send);
      const rendered = [...(await formsFor(server, "")), ...(await formsFor(server, cookie))];
      forms = rendered.length;
      const submissions = rendered.flatMap((form) =>
        fc.sample(unexpectedSubmissions(form, cookie, server.origin), options),
      );
      await http.each(submissions, async ({ request, form }) =>
        send(form ? await withBody(request, form) : request),
      );
    }
    expect(problems).toEqual([]);
    expect(forms).toBeGreaterThan(15);
    const growth = expectNoLeak(before, await readMemory(server), count - countBefore);
    expect(server.log()).not.toMatch(/"level":"error"|⨯/);
    reportFault({
      fault: "Pages: unexpected queries, headers and forms",
      load: "8 connections, guests and users",
      attempts: `${count} requests to ${pages.length} pages and ${forms} forms (seed ${seed})`,
      lost: `0 responses of 500 and above; ${growth}`,
    });
  } finally {
    http.close();
    await server.stop();
  }
});
