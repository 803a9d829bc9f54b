import { SealMark, accentColours } from "@/app/_components/ui/seal-mark";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { accents } from "@/lib/session/schema";
import { sealWaxAction } from "./actions";

/** One click puts something into the session, whoever it is. */
export function WaxForm() {
  return (
    <form action={sealWaxAction} className="flex flex-wrap gap-2">
      {accents.map((wax) => (
        <SubmitButton key={wax} name="wax" value={wax} className="button button-quiet px-4">
          <SealMark letter="" className={`size-6 shrink-0 ${accentColours[wax]}`} />
          {wax}
        </SubmitButton>
      ))}
    </form>
  );
}
