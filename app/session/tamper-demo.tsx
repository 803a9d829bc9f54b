import { use } from "react";
import { FormContext } from "@/app/_components/ui/form-context";
import { FormView } from "@/app/_components/ui/form-view";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import type { FormState } from "@/lib/http/form-cookie";
import { tamperAction } from "./actions";
import { partAt, partTexts, sealLength, type SealPart } from "./seal-parts";

export type TamperDemoProps = Readonly<{
  /** The name of the cookie. */
  name: string;
  parts: readonly SealPart[];
  initial: FormState;
  byte: number;
  setByte: (byte: number) => void;
  /** Another cookie, to open the copy as. */
  other: Readonly<{ purpose: string; title: string }>;
}>;

/** Changes a byte of a copy of the cookie, on the server, and shows how the copy is refused. */
export function TamperDemo({ name, parts, initial, byte, setByte, other }: TamperDemoProps) {
  const part = partAt(parts, byte);
  const label = `Byte ${byte + 1}: ${part ? partTexts[part.name][0] : ""}`;
  return (
    <FormView action={tamperAction} initial={initial}>
      <div id="tamper" className="sheet grid scroll-mt-8 gap-4 p-5 sm:p-8">
        <h3>Break a copy</h3>
        <p className="text-muted-foreground">
          The server changes one byte in a copy of this seal. Your cookie stays as it is.
        </p>
        <input type="hidden" name="name" value={name} />
        <input
          // The slider can be moved before hydration, which React does not report.
          ref={(slider) => {
            if (slider) setByte(Number(slider.value));
          }}
          type="range"
          name="byte"
          max={sealLength(parts) - 1}
          value={byte}
          onChange={(event) => setByte(Number(event.target.value))}
          aria-label="Byte to change"
          aria-valuetext={label}
          className="h-8 cursor-pointer"
        />
        <p className="font-medium tabular-nums">{label}</p>
        <div className="flex flex-wrap gap-3">
          <SubmitButton name="purpose" value="">
            Change this byte
          </SubmitButton>
          <SubmitButton name="purpose" value={other.purpose} className="button button-quiet">
            Open it as a {other.title.toLowerCase()}
          </SubmitButton>
        </div>
        <Result />
      </div>
    </FormView>
  );
}

const Result = () => (
  <p role="status" className="max-w-prose not-empty:border-l-3 not-empty:border-bad not-empty:pl-4">
    {use(FormContext).errors.byte}
  </p>
);
