import { expect, test } from "@playwright/test";
import { clearSession, getSession, readSession, startSession, updateSession } from "@/lib/session";
import { flash, getFlashedMessages } from "@/lib/session/flash";
import { serializeWrites, readCookie, writeCookie } from "@/lib/session/cookie-store";
import type { SealedCookie } from "@/lib/session/sealed-cookie";
import * as z from "zod";
import { FakeCookies, request } from "../support/next-headers";

const identity = { id: "i".repeat(24), userId: "u", provenAt: 1, permanent: true };
const listCookie: SealedCookie<string[]> = {
  name: "list",
  purpose: "list",
  version: 1,
  schema: z.array(z.string()),
  lifetime: 3600,
};
const add = (thing: string) =>
  serializeWrites(async () =>
    writeCookie(listCookie, [...((await readCookie(listCookie)) ?? []), thing]),
  );
const session = (store: FakeCookies) => store.written.get("__Host-session");

test("reading writes no cookie", async () => {
  const store = await request(new FakeCookies(), async () => {
    expect(await getSession()).toEqual({});
    expect(await getFlashedMessages()).toEqual([]);
    expect(await readCookie(listCookie)).toBeNull();
  });
  expect(store.written.size).toBe(0);
});

test("what one request writes the next one reads, and several writes make one cookie", async () => {
  const first = await request(new FakeCookies(), async () => {
    await updateSession({ wax: "navy" });
    await updateSession({ wax: "forest" });
    expect(await getSession()).toEqual({ wax: "forest" });
  });
  expect([...first.written.keys()]).toEqual(["__Host-session"]);
  await request(first.next(), async () => expect(await getSession()).toEqual({ wax: "forest" }));
});

test("a field that is set to undefined is gone", async () => {
  const store = await request(new FakeCookies(), () => updateSession({ wax: "navy" }));
  const emptied = await request(store.next(), () => updateSession({ wax: undefined }));
  await request(emptied.next(), async () => expect("wax" in (await getSession())).toBe(false));
});

test("changes that are not awaited one by one don't undo one another", async () => {
  const store = await request(new FakeCookies(), () =>
    Promise.all([updateSession({ wax: "navy" }), add("pen"), add("ink"), add("wax")]),
  );
  await request(store.next(), async () => {
    expect(await readCookie(listCookie)).toEqual(["pen", "ink", "wax"]);
    expect(await getSession()).toEqual({ wax: "navy" });
  });
});

test("logging in begins anew: nothing of the guest's session is kept", async () => {
  const guest = await request(new FakeCookies(), () => updateSession({ wax: "brass" }));
  const member = await request(guest.next(), () => startSession(identity));
  await request(member.next(), async () => {
    expect(await getSession()).toEqual({});
    expect((await readSession())?.record.identity).toEqual(identity);
  });
});

test("a member's fields change without touching who the member is", async () => {
  const member = await request(new FakeCookies(), () => startSession(identity));
  const changed = await request(member.next(), () => updateSession({ wax: "navy" }));
  await request(changed.next(), async () =>
    expect((await readSession())?.record).toMatchObject({ identity }),
  );
});

test("a permanent session has a Max-Age, the others end with the browser", async () => {
  const permanent = await request(new FakeCookies(), () => startSession(identity));
  expect(session(permanent)?.attributes.maxAge).toBe(31 * 86_400);
  const browser = await request(new FakeCookies(), () =>
    startSession({ ...identity, permanent: false }),
  );
  expect(session(browser)?.attributes).not.toHaveProperty("maxAge");
});

test("a cleared session stays cleared, and what is written afterwards is a new guest's", async () => {
  const member = await request(new FakeCookies(), () => startSession(identity));
  const cleared = await request(member.next(), async () => {
    await clearSession();
    expect(await readSession()).toBeNull();
  });
  expect(session(cleared)).toMatchObject({ value: "", attributes: { maxAge: 0 } });
  const after = await request(member.next(), async () => {
    await clearSession();
    await updateSession({ wax: "navy" });
  });
  await request(after.next(), async () =>
    expect((await readSession())?.record.identity).toBeNull(),
  );
});

test("a field that the schema doesn't know, or of the wrong type, is a loud error", async () => {
  const store = new FakeCookies();
  await request(store, async () => {
    await expect(updateSession({ colour: "red" } as never)).rejects.toThrow(
      "add it in lib/session/schema.ts",
    );
    await expect(updateSession({ wax: "pink" } as never)).rejects.toThrow();
  });
  expect(store.written.size).toBe(0);
});

test("more messages than fit into a browser push out the oldest", async () => {
  const store = await request(new FakeCookies(), async () => {
    for (let n = 1; n <= 13; n++) await flash("info", `Message ${n}`);
  });
  await request(store.next(), async () => {
    const texts = (await getFlashedMessages()).map(({ text }) => text);
    expect(texts).toEqual(Array.from({ length: 10 }, (_, n) => `Message ${n + 4}`));
  });
});

test("a message too long for a cookie is an error that names the bytes", async () => {
  await request(new FakeCookies(), async () => {
    await expect(flash("info", "x".repeat(4000))).rejects.toThrow(
      /would be \d+ bytes, and browsers keep 4096/,
    );
  });
});
