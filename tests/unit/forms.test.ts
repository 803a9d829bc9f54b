import { expect, test } from "@playwright/test";
import * as z from "zod";
import { formCookie } from "@/lib/http/form-cookie";
import { submit, type FormDefinition, type FormErrors } from "@/lib/http/forms";
import { formState } from "@/lib/http/kept-forms";
import { PATH_HEADER } from "@/lib/next/path-header";
import { FakeBrowser } from "../support/next-headers";

const letterForm = {
  id: "letter",
  fields: z.object({ to: z.string().min(1, "Enter a name."), text: z.string() }),
  page: (form) => `/letters?to=${String(form.get("to"))}`,
} satisfies FormDefinition;

function formOf(values: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
}

const withScript = { "next-action": "1" };
const invalid = { to: "", text: "Dear Ada" };
const errors = { to: "Enter a name." };

/** Submits the form and returns its new state, or the path of the redirect. */
async function send(
  browser: FakeBrowser,
  values: Record<string, string>,
  run: () => Promise<FormErrors<typeof letterForm.fields>> = async () => {},
  headers = {},
  form: FormDefinition<typeof letterForm.fields> = letterForm,
) {
  const work = () => submit(form, formOf(values), run);
  return browser.request(work, headers).catch((error: unknown) => {
    const { digest } = error as { digest?: string };
    if (!digest?.startsWith("NEXT_REDIRECT")) throw error;
    return digest.split(";")[2];
  });
}

const stateIn = (browser: FakeBrowser) => browser.request(() => formState(letterForm));
const empty = { errors: {}, values: {} };

test.describe("with JavaScript", () => {
  test("the state has errors and entered values, and no cookie is set", async () => {
    const browser = new FakeBrowser();
    const state = await send(browser, invalid, undefined, withScript);
    expect(state).toEqual({ errors, values: invalid });
    expect(browser.written.size).toBe(0);
  });

  test("an error of the action is shown like one of a field", async () => {
    const run = async () => ({ form: "Try again.", text: undefined });
    const values = { to: "Ada", text: "" };
    expect(await send(new FakeBrowser(), values, run, withScript)).toEqual({
      errors: { form: "Try again." },
      values,
    });
  });
});

test.describe("without JavaScript", () => {
  test("the browser is redirected to the form's page, which shows errors and entered values", async () => {
    const browser = new FakeBrowser();
    expect(await send(browser, invalid)).toBe("/letters?to=");
    expect(await stateIn(browser)).toEqual({ errors, values: invalid });
  });

  test("passwords and React's own fields are not kept", async () => {
    const browser = new FakeBrowser();
    const secret = {
      password: "p1",
      newPassword: "p2",
      current_PASSWORD: "p3",
      "$ACTION_1:0": "x",
    };
    await send(browser, { ...invalid, ...secret });
    expect((await stateIn(browser)).values).toEqual(invalid);
  });

  test("values that are too long for a cookie are dropped, errors are not", async () => {
    const browser = new FakeBrowser();
    for (const text of ["x".repeat(3000), "\u{1F58B}".repeat(800), '"'.repeat(1500)]) {
      await send(browser, { ...invalid, text });
      expect(await stateIn(browser)).toEqual({ errors, values: {} });
    }
  });

  test("the newest of several submissions is shown, and success forgets them", async () => {
    const browser = new FakeBrowser();
    for (const text of ["first", "second"]) await send(browser, { to: "", text });
    expect((await stateIn(browser)).values.text).toBe("second");
    expect(await send(browser, { to: "Ada", text: "third" })).toBe("/letters?to=Ada");
    expect(await stateIn(browser)).toEqual(empty);
    expect(browser.cookies.size).toBe(0);
  });

  test("a form that names no page returns to the one that was submitted, never to another site", async () => {
    const form = { id: letterForm.id, fields: letterForm.fields };
    const from = (path: string) =>
      send(new FakeBrowser(), invalid, undefined, { [PATH_HEADER]: path }, form);
    expect(await from("/postcard?to=Ada")).toBe("/postcard?to=Ada");
    expect(await from("//evil.example/")).toBe("/");
    expect(await from(`/${"x".repeat(5000)}`)).toBe("/");
  });

  test("another form does not show it", async () => {
    const browser = new FakeBrowser();
    await send(browser, invalid);
    expect(await browser.request(() => formState({ id: "other" }))).toEqual(empty);
  });
});

test("only the form's own page consumes its cookie, whatever the query", async () => {
  const browser = new FakeBrowser();
  await send(browser, invalid);
  const data = { form: "letter", page: "/letters", ...empty };
  expect(formCookie.isConsumedBy?.("/letters", data)).toBe(true);
  for (const path of ["/", "/letters/1", "/letter"])
    expect(formCookie.isConsumedBy?.(path, data)).toBe(false);
});

test("an action called without a form validates like an empty form", async () => {
  for (const sent of [undefined, null, 7, "text", [], { get: () => "x" }]) {
    const work = () => submit(letterForm, sent as unknown as FormData, async () => {});
    expect(await new FakeBrowser().request(work, withScript)).toEqual({ errors, values: {} });
  }
});
