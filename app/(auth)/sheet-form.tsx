import type { ComponentProps } from "react";
import { Form } from "@/app/_components/ui/form";
import { RenewOnHide } from "@/app/_components/ui/renew-on-hide";
import { formSheet } from "./form-page";

/** The form of a `<FormPage>`. It can hold a password, so it is rendered anew when the page is hidden. */
export function SheetForm(form: Omit<ComponentProps<typeof Form>, "className">) {
  return (
    <RenewOnHide>
      <Form {...form} className={formSheet} />
    </RenewOnHide>
  );
}
