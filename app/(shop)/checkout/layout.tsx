import { UnlessOutOfReach } from "../../_components/unless-out-of-reach";

export const instant = false;

export default function CheckoutLayout({ children }: LayoutProps<"/checkout">) {
  return <UnlessOutOfReach>{children}</UnlessOutOfReach>;
}
