/** A page with the components that docs/ui.md lists. Its packages are not installed in this project. */
export const kit = {
  "app/kit/page.tsx": `import { DeleteDialog } from "../_components/delete-dialog";
import { Kit } from "./kit";

export default function KitPage() {
  return (
    <div className="grid justify-items-start gap-4">
      <h1>Kit</h1>
      <DeleteDialog />
      <Kit />
      <p style={{ color: "rgb(1, 2, 3)" }}>Styled by an attribute</p>
    </div>
  );
}
`,
  "app/kit/kit.tsx": `"use client";

import { Checkbox } from "@base-ui/react/checkbox";
import { Dialog } from "@base-ui/react/dialog";
import { Menu } from "@base-ui/react/menu";
import { Select } from "@base-ui/react/select";
import { Tabs } from "@base-ui/react/tabs";
import { Toast } from "@base-ui/react/toast";
import { Tooltip } from "@base-ui/react/tooltip";
import { Command } from "cmdk";

const button = "rounded-lg border border-input bg-background px-3 py-1 text-foreground";
const popup = "rounded-lg border bg-popover p-2 text-popover-foreground";
const toasts = Toast.createToastManager();

function Toasts() {
  return Toast.useToastManager().toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} data-slot="toast" className={popup}>
      <Toast.Title />
    </Toast.Root>
  ));
}

export function Kit() {
  return (
    <>
      <Dialog.Root>
        <Dialog.Trigger className={button}>Open sheet</Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Popup className={"fixed inset-y-0 right-0 w-72 " + popup}>
            <Dialog.Title>A sheet</Dialog.Title>
            <Dialog.Close>Close</Dialog.Close>
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
      <Menu.Root>
        <Menu.Trigger className={button}>Open menu</Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner>
            <Menu.Popup className={popup}>
              <Menu.Item className="data-highlighted:bg-accent">Profile</Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <Select.Root items={[{ label: "Apple", value: "apple" }]}>
        <Select.Trigger aria-label="Fruit" className={button}>
          <Select.Value placeholder="Choose" />
        </Select.Trigger>
        <Select.Portal>
          <Select.Positioner>
            <Select.Popup className={popup}>
              <Select.Item value="apple">
                <Select.ItemText>Apple</Select.ItemText>
              </Select.Item>
            </Select.Popup>
          </Select.Positioner>
        </Select.Portal>
      </Select.Root>
      <Checkbox.Root aria-label="Agree" className={button}>
        <Checkbox.Indicator>✓</Checkbox.Indicator>
      </Checkbox.Root>
      <Tabs.Root defaultValue="one">
        <Tabs.List>
          <Tabs.Tab value="one">One</Tabs.Tab>
          <Tabs.Tab value="two">Two</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="one">First panel</Tabs.Panel>
        <Tabs.Panel value="two">Second panel</Tabs.Panel>
      </Tabs.Root>
      <Tooltip.Provider>
        <Tooltip.Root>
          <Tooltip.Trigger className={button}>Hover me</Tooltip.Trigger>
          <Tooltip.Portal>
            <Tooltip.Positioner>
              <Tooltip.Popup className={popup}>A hint</Tooltip.Popup>
            </Tooltip.Positioner>
          </Tooltip.Portal>
        </Tooltip.Root>
      </Tooltip.Provider>
      <Command label="Commands">
        <Command.Input placeholder="Search" />
        <Command.List>
          <Command.Empty>No command</Command.Empty>
          <Command.Item>Calendar</Command.Item>
        </Command.List>
      </Command>
      <Toast.Provider toastManager={toasts}>
        <button className={button} onClick={() => toasts.add({ title: "Toasted" })}>
          Show toast
        </button>
        <Toast.Portal>
          <Toast.Viewport className="fixed right-4 bottom-4">
            <Toasts />
          </Toast.Viewport>
        </Toast.Portal>
      </Toast.Provider>
    </>
  );
}
`,
};

/** A registry item as shadcn/ui's own are: it imports `cn` from the place that components.json replaces. */
export const plate = {
  $schema: "https://ui.shadcn.com/schema/registry-item.json",
  name: "plate",
  type: "registry:ui",
  files: [
    {
      path: "registry/base-nova/ui/plate.tsx",
      type: "registry:ui",
      content: `import { cn } from "@/lib/utils"

export function Plate({ className, ...props }: React.ComponentProps<"div">) {
  return <div data-slot="plate" className={cn("rounded-lg border bg-card p-2", className)} {...props} />
}
`,
    },
  ],
};
