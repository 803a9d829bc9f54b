import * as z from "zod";
import { Field, Form } from "@/app/_components/form";
import { SubmitButton } from "@/app/_components/submit-button";
import { submit, type FormState } from "@/lib/forms";
import { flash } from "@/lib/session/flash";

const letter = {
  id: "letter",
  fields: z.object({ to: z.string().trim().min(1, "To whom?").max(40) }),
  page: () => "/components",
};

async function seal(_: FormState, form: FormData): Promise<FormState> {
  "use server";
  return submit(letter, form, ({ to }) => flash("success", `Sealed, and on its way to ${to}.`));
}

export default function Example() {
  return (
    <Form action={seal} className="grid gap-4">
      <Field label="To" name="to" autoComplete="off" />
      <SubmitButton>Seal the letter</SubmitButton>
    </Form>
  );
}
