import type { ComponentProps } from "react";
import { Form } from "@/app/_components/ui/form";
import { UnmountOnHide } from "@/app/_components/ui/unmount-on-hide";
import { formSheet } from "./form-page";

/** The form of a `<FormPage>`. It can hold a password, so it is unmounted when the page is hidden. */
export function SheetForm(form: Omit<ComponentProps<typeof Form>, "className">) {
  return (
    <UnmountOnHide>
      <Form {...form} className={formSheet} />
    </UnmountOnHide>
  );
}
