import { expect, test } from "@playwright/test";
import * as z from "zod";
import { updateSession, getSession } from "@/lib/session";
import { serializeWrites, cookieStore } from "@/lib/session/cookie-store";
import { SealedCookie } from "@/lib/session/sealed-cookie";
import { FakeBrowser } from "../support/next-headers";

const list: SealedCookie<string[]> = {
  name: "list",
  purpose: "list",
  version: 1,
  schema: z.array(z.string()),
  lifetime: 3600,
};
const add = (item: string) => cookieStore.change(list, (items) => [...(items ?? []), item]);

test.describe("cookieStore.change", () => {
  test("writes the changed data with the cookie's lifetime and returns it", async () => {
    const browser = new FakeBrowser();
    expect(await browser.request(() => add("pen"))).toEqual(["pen"]);
    expect(await browser.request(() => add("ink"))).toEqual(["pen", "ink"]);
    expect(browser.written.get("__Host-list")?.attributes.maxAge).toBe(3600);
    expect(await browser.request(() => cookieStore.read(list))).toEqual(["pen", "ink"]);
  });

  test("null deletes the cookie, if there is one", async () => {
    const browser = new FakeBrowser();
    await browser.request(() => cookieStore.change(list, () => null));
    expect(browser.written.size).toBe(0);
    await browser.request(() => add("pen"));
    await browser.request(() => cookieStore.change(list, () => null));
    expect(browser.written.get("__Host-list")).toMatchObject({
      value: "",
      attributes: { maxAge: 0 },
    });
    expect(browser.cookies.size).toBe(0);
  });

  test("begins with null when the value does not open", async () => {
    const browser = new FakeBrowser();
    for (const value of [
      "",
      "Fe26.2*garbage",
      await SealedCookie.seal({ ...list, purpose: "x" }, []),
    ]) {
      browser.cookies.set("__Host-list", value);
      expect(await browser.request(() => cookieStore.read(list))).toBeNull();
      expect(await browser.request(() => add("pen"))).toEqual(["pen"]);
    }
  });
});

test.describe("serializeWrites", () => {
  test("writes at the same time keep each other's changes", async () => {
    const browser = new FakeBrowser();
    await browser.request(() =>
      Promise.all([
        updateSession({ accent: "navy" }),
        ...["pen", "ink", "wax"].map(add),
        updateSession({}),
      ]),
    );
    expect(await browser.request(() => cookieStore.read(list))).toEqual(["pen", "ink", "wax"]);
    expect(await browser.request(getSession)).toEqual({ accent: "navy" });
  });

  test("a write that fails does not stop the next one", async () => {
    const browser = new FakeBrowser();
    const fail = () => Promise.reject(new Error("failed"));
    await browser.request(async () => {
      const writes = await Promise.allSettled([serializeWrites(fail), add("pen")]);
      expect(writes.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
    });
  });
});

test.describe("one-time cookies", () => {
  const task: SealedCookie<string> = {
    ...{ name: "task", purpose: "task", version: 1, lifetime: 3600, max: 3 },
    schema: z.string(),
  };
  const addAll = (...tasks: string[]) =>
    Promise.all(tasks.map((data) => cookieStore.add(task, data)));
  const tasksIn = async (browser: FakeBrowser) =>
    (await browser.request(() => cookieStore.readAll(task))).map(({ data }) => data);

  test("are added beside each other, also two in one request, and read in order", async () => {
    const browser = new FakeBrowser();
    await browser.request(() => addAll("a", "b"));
    await browser.request(() => addAll("c"));
    expect(await tasksIn(browser)).toEqual(["a", "b", "c"]);
    for (const [, { attributes }] of browser.written) expect(attributes.maxAge).toBe(3600);
  });

  test("of two responses at once, both stay", async () => {
    const [browser, tab] = [new FakeBrowser(), new FakeBrowser()];
    await browser.request(() => addAll("a"));
    await tab.request(() => addAll("b"));
    for (const [name, value] of tab.cookies) browser.cookies.set(name, value);
    expect(await tasksIn(browser)).toEqual(["a", "b"]);
  });

  test("beyond the maximum, the oldest are deleted", async () => {
    const browser = new FakeBrowser();
    await browser.request(() => addAll("a", "b", "c"));
    await browser.request(() => addAll("d", "e"));
    expect(await tasksIn(browser)).toEqual(["c", "d", "e"]);
    expect(browser.cookies.size).toBe(3);
  });

  test("of many more than the maximum, only the newest are opened, and a write deletes 20", async () => {
    const browser = new FakeBrowser();
    for (let index = 10; index < 60; index++)
      browser.cookies.set(`__Host-task.0${index}`, await SealedCookie.seal(task, `task ${index}`));
    expect(await tasksIn(browser)).toEqual(["task 57", "task 58", "task 59"]);
    await browser.request(() => addAll("new"));
    expect(await tasksIn(browser)).toEqual(["task 58", "task 59", "new"]);
    expect(browser.cookies.size).toBe(50 - 20 + 1);
  });

  test("that do not open are left out", async () => {
    const browser = new FakeBrowser();
    await browser.request(() => addAll("a"));
    browser.cookies.set("__Host-task.zzz", "garbage");
    expect(await tasksIn(browser)).toEqual(["a"]);
  });

  test("are deleted one by one", async () => {
    const browser = new FakeBrowser();
    await browser.request(() => addAll("a", "b"));
    await browser.request(async () => {
      const [first] = await cookieStore.readAll(task);
      if (first) await cookieStore.delete(first.cookie);
    });
    expect(await tasksIn(browser)).toEqual(["b"]);
  });
});
