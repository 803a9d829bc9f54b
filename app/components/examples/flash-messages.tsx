import { redirect } from "next/navigation";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { flash } from "@/lib/session/flash";

async function sealLetter() {
  "use server";
  await flash("success", "Sealed with wax.");
  redirect("/components");
}

export default function Example() {
  return (
    <form action={sealLetter}>
      <SubmitButton>Seal the letter</SubmitButton>
    </form>
  );
}
