import type { Metadata } from "next";
import { Field, Form } from "@/app/_components/ui/form";
import { SealMark, accentColours } from "@/app/_components/ui/seal-mark";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { requireUser } from "@/lib/auth";
import { formState } from "@/lib/http/forms";
import { getSession } from "@/lib/session";
import { accents } from "@/lib/session/schema";
import { AccountNav } from "./account-nav";
import { changeNameAction, chooseWaxAction } from "./actions";

export const metadata: Metadata = { title: "Your account" };
// No shell for a private page: it answers with a redirect or with the page, and not with half of one.
export const instant = false;

export default async function AccountPage() {
  const user = await requireUser();
  const [{ wax: chosen = "vermilion" }, initial] = await Promise.all([
    getSession(),
    formState("name"),
  ]);
  return (
    <div className="mx-auto grid max-w-2xl gap-8">
      <div>
        <h1>Your account</h1>
        <p className="mt-3 wrap-anywhere text-muted">{user.email}</p>
      </div>
      <AccountNav />
      <section aria-labelledby="profile" className="sheet p-6 sm:p-8">
        <h2 id="profile">Profile</h2>
        <Form action={changeNameAction} initial={initial} className="mt-4 grid max-w-sm gap-5">
          <Field label="Name" name="name" autoComplete="name" defaultValue={user.name} required />
          <SubmitButton className="button button-primary justify-self-start">Save</SubmitButton>
        </Form>
      </section>
      <section aria-labelledby="preferences" className="sheet p-6 sm:p-8">
        <h2 id="preferences">Preferences</h2>
        <form action={chooseWaxAction} className="mt-4 grid justify-items-start gap-5">
          <fieldset>
            <legend className="text-sm font-medium">The wax that seals your name</legend>
            <div className="mt-2 flex flex-wrap gap-2">
              {accents.map((wax) => (
                <label
                  key={wax}
                  className="button button-quiet px-4 has-checked:border-ink has-checked:bg-sunken"
                >
                  <input
                    key={chosen}
                    type="radio"
                    name="wax"
                    value={wax}
                    defaultChecked={wax === chosen}
                  />
                  <SealMark letter="" className={`size-6 shrink-0 ${accentColours[wax]}`} />
                  {wax}
                </label>
              ))}
            </div>
          </fieldset>
          <SubmitButton className="button button-quiet">Save preferences</SubmitButton>
        </form>
      </section>
    </div>
  );
}
