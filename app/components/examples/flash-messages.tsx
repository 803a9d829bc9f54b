import * as z from "zod";
import { Form } from "@/app/_components/ui/form";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { submit, type FormState } from "@/lib/http/forms";
import { flash } from "@/lib/session/flash";

const letter = { id: "letter", fields: z.object({}), page: () => "/components" };

async function seal(_: FormState, form: FormData): Promise<FormState> {
  "use server";
  return submit(letter, form, () => flash("success", "Sealed with wax."));
}

export default function Example() {
  return (
    <Form action={seal}>
      <SubmitButton>Seal the letter</SubmitButton>
    </Form>
  );
}
