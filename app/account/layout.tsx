import { UnlessOutOfReach } from "../_components/unless-out-of-reach";

export const instant = false;

export default function AccountLayout({ children }: LayoutProps<"/account">) {
  return <UnlessOutOfReach>{children}</UnlessOutOfReach>;
}
