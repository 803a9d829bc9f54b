/** No build has an action of this name, so that middleware.ts keeps what is sent with it (lib/session/stale-form.ts). */
const NO_ACTION = `$ACTION_ID_${"0".repeat(42)}`;

/**
 * Takes a form that was opened before a deploy over to the page as it is now, with what was typed. Never comes back when
 * it works: the page is loaded anew.
 * @throws TypeError when the server can't be reached
 */
export async function sendToNewBuild(form: FormData): Promise<void> {
  form.set(NO_ACTION, "");
  await fetch(location.href, { method: "POST", body: form, redirect: "manual" });
  location.reload();
  await new Promise(() => {});
}
