import { expect, test } from "@playwright/test";
import { formCookie } from "@/lib/http/form-cookie";
import { openCookie } from "@/lib/session/sealed-cookie";
import { staleForm } from "@/lib/session/stale-form";

const OURS = "60".padEnd(42, "a");
const GONE = "60".padEnd(42, "b");

test.beforeAll(() => void (process.env.SERVER_ACTIONS = `${OURS} 40ff`));
test.afterAll(() => void delete process.env.SERVER_ACTIONS);

const sent = (fields: Record<string, string>, headers: HeadersInit = {}): Request => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return new Request("https://site.example/account?tab=1", { method: "POST", body, headers });
};
const by = (id: unknown) => ({
  $ACTION_REF_1: "",
  "$ACTION_1:0": JSON.stringify(id),
  "$ACTION_1:1": "[{}]",
});

/** What is kept of a form, by the cookies that `staleForm()` wants set. */
async function keptOf(request: Request) {
  const [, cookie] = (await staleForm(request)) ?? [];
  const opened = cookie && (await openCookie(formCookie("name"), cookie[1]));
  return opened?.ok ? opened.data : null;
}

test("a form whose action this build knows is nobody's business here", async () => {
  expect(await staleForm(sent({ [`$ACTION_ID_${OURS}`]: "", form: "name" }))).toBeNull();
  expect(await staleForm(sent({ ...by({ id: OURS, bound: "$@1" }), form: "name" }))).toBeNull();
  expect(await staleForm(sent({ name: "Ada" }))).toBeNull();
  expect(await staleForm(sent(by({ id: GONE }), { "next-action": GONE }))).toBeNull();
  expect(await staleForm(new Request("https://site.example/account"))).toBeNull();
});

test("what was typed for an action that is gone is kept for its page, and no password", async () => {
  for (const action of [{ [`$ACTION_ID_${GONE}`]: "" }, by({ id: GONE, bound: "$@1" })]) {
    const request = sent({
      ...action,
      form: "name",
      name: "Ada",
      "current-password": "secret",
      newPassword: "secret too",
    });
    expect(await keptOf(request)).toEqual({
      page: "/account",
      errors: {},
      values: { name: "Ada" },
    });
  }
});

test("more than a cookie holds is let go, and the sentence is said all the same", async () => {
  const request = sent({ [`$ACTION_ID_${GONE}`]: "", form: "name", name: "A".repeat(5000) });
  expect(await keptOf(request)).toEqual({ page: "/account", errors: {}, values: {} });
});

test("what calls itself a form by a strange name gets the sentence and no cookie of that name", async () => {
  for (const form of ["", "a; Path=/", "name\r\nSet-Cookie: a=b", "n".repeat(65), "é"]) {
    const cookies = await staleForm(sent({ [`$ACTION_ID_${GONE}`]: "", form, name: "Ada" }));
    expect(cookies?.map(([name]) => name.replace(/[^.]*$/, ""))).toEqual(["__Host-flash."]);
  }
});

test("a reference that says nothing names no action", async () => {
  for (const reference of [null, 7, "text", [], {}, { id: 7 }])
    expect(await staleForm(sent(by(reference)))).toBeNull();
});
