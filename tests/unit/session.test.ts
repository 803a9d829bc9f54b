import { expect, test } from "@playwright/test";
import * as z from "zod";
import { clearSession, getSession, readSession, startSession, updateSession } from "@/lib/session";
import { openSession, sealSession, sessionCookie, type SessionRecord } from "@/lib/session/cookies";
import { flash, getFlashedMessages } from "@/lib/session/flash";
import { nowInSeconds } from "@/lib/duration";
import { SealedCookie } from "@/lib/session/sealed-cookie";
import { FakeBrowser } from "../support/next-headers";

const now = nowInSeconds();
const identity = { id: "q".repeat(24), userId: "u".repeat(22), provenAt: now, permanent: true };
const record: SessionRecord = { createdAt: now, identity, fields: {} };

const recordIn = (browser: FakeBrowser) =>
  browser.request(async () => {
    const session = await readSession();
    return session?.status === "valid" ? session.record : null;
  });

test.describe("getSession and updateSession", () => {
  test("reading sets no cookie", async () => {
    const browser = new FakeBrowser();
    expect(await browser.request(getSession)).toEqual({});
    expect(await browser.request(getFlashedMessages)).toEqual([]);
    expect(browser.written.size).toBe(0);
  });

  test("a change is read by the same request and by the next", async () => {
    const browser = new FakeBrowser();
    await browser.request(async () => {
      await updateSession({ accent: "navy" });
      await updateSession({ accent: "forest" });
      expect(await getSession()).toEqual({ accent: "forest" });
    });
    expect([...browser.written.keys()]).toEqual(["__Host-session"]);
    expect(await browser.request(getSession)).toEqual({ accent: "forest" });
  });

  test("undefined removes a field", async () => {
    const browser = new FakeBrowser();
    await browser.request(() => updateSession({ accent: "navy" }));
    await browser.request(() => updateSession({ accent: undefined }));
    expect("accent" in (await browser.request(getSession))).toBe(false);
  });

  test("a user's identity and the time of login stay", async () => {
    const browser = new FakeBrowser();
    const earlier = { ...record, createdAt: now - 60 };
    await browser.request(() => startSession(earlier));
    await browser.request(() => updateSession({ accent: "navy" }));
    expect(await recordIn(browser)).toEqual({ ...earlier, fields: { accent: "navy" } });
  });

  test("a wrong field throws and writes nothing", async () => {
    const browser = new FakeBrowser();
    const change = (patch: object) => browser.request(() => updateSession(patch as never));
    await expect(change({ colour: "red" })).rejects.toThrow("no field “colour”");
    await expect(change({ accent: "pink" })).rejects.toThrow("session field “accent”");
    expect(browser.written.size).toBe(0);
  });

  test("a session that is too big for a cookie throws an error with its size", async () => {
    const fields = { fromNewerDeploy: "x".repeat(4000) };
    const start = () => startSession({ ...record, fields });
    await expect(new FakeBrowser().request(start)).rejects.toThrow(/would be \d{4} bytes/);
  });
});

test.describe("startSession and clearSession", () => {
  test("starting replaces the session before", async () => {
    const browser = new FakeBrowser();
    await browser.request(() => updateSession({ accent: "brass" }));
    await browser.request(() => startSession(record));
    expect(await recordIn(browser)).toEqual(record);
    expect(browser.cookies.size).toBe(1);
  });

  test("a cleared session is gone, and a later change begins a guest's", async () => {
    const browser = new FakeBrowser();
    await browser.request(() => startSession(record));
    await browser.request(async () => {
      await clearSession();
      expect(await readSession()).toBeNull();
    });
    expect(browser.written.get("__Host-session")).toMatchObject({
      value: "",
      attributes: { maxAge: 0, httpOnly: true, secure: true, path: "/" },
    });
    await browser.request(() => startSession(record));
    await browser.request(async () => {
      await clearSession();
      await updateSession({ accent: "navy" });
    });
    expect((await recordIn(browser))?.identity).toBeNull();
  });

  test("clearing without a session sets no cookie", async () => {
    const browser = new FakeBrowser();
    await browser.request(clearSession);
    expect(browser.written.size).toBe(0);
  });
});

test.describe("the session cookie", () => {
  test("takes at most 400 bytes for a user", async () => {
    const { value } = await sealSession(record);
    const [, keyId = ""] = value.split("*");
    const longestKeyId = value.length - keyId.length + String(2 ** 32 - 1).length;
    expect(SealedCookie.wireName(sessionCookie).length + longestKeyId).toBeLessThanOrEqual(400);
  });

  test("keeps fields of a newer deploy", async () => {
    const fields = { accent: "forest", fromNewerDeploy: { deep: [1, null, "two"] } };
    const { value } = await sealSession({ ...record, fields });
    expect(await openSession(value)).toMatchObject({ record: { fields } });
  });

  test("opens no record with a part missing or of a wrong type", async () => {
    const [id, userId] = [identity.id, identity.userId];
    const owner = [id, userId, now];
    const records: readonly unknown[] = [
      ...[[], [now, null], [String(now), null, {}], [now, [], {}], [now, null, []]],
      ...[
        ["short", userId, now, 1],
        [id, "", now, 1],
      ].map((who) => [now, who, {}]),
      ...[[...owner, 2], [...owner, true], owner, identity].map((who) => [now, who, {}]),
    ];
    for (const each of records) {
      const value = await SealedCookie.seal({ ...sessionCookie, schema: z.unknown() }, each);
      expect(await openSession(value), JSON.stringify(each)).toBeNull();
    }
  });
});

test.describe("flash", () => {
  test("keeps the order, the categories and duplicates of up to ten messages", async () => {
    const browser = new FakeBrowser();
    await browser.request(async () => {
      for (let n = 1; n <= 5; n++) await flash("info", `Message ${n}`);
    });
    await browser.request(() => Promise.all([flash("error", "Twice"), flash("error", "Twice")]));
    await browser.request(async () => {
      for (let n = 8; n <= 13; n++) await flash("success", `Message ${n}`);
    });
    const messages = await browser.request(getFlashedMessages);
    expect(messages.map(({ category, text }) => `${category}: ${text}`)).toEqual([
      ...["info: Message 4", "info: Message 5", "error: Twice", "error: Twice"],
      ...[8, 9, 10, 11, 12, 13].map((n) => `success: Message ${n}`),
    ]);
    expect(new Set(messages.map(({ id }) => id)).size).toBe(10);
    expect(browser.cookies.size).toBe(10);
  });

  test("hands script what deletes each message", async () => {
    const browser = new FakeBrowser();
    await browser.request(() => flash("info", "Saved"));
    const [name = ""] = browser.cookies.keys();
    const [message] = await browser.request(getFlashedMessages);
    expect(name).toBe(`__Host-flash.${message?.id}`);
    expect(message?.deletion).toBe(`${name}=; Path=/; SameSite=lax; Max-Age=0; Secure`);
  });
});
