import { UserName } from "@/app/_components/session/user-name";

export default function Example() {
  return (
    <p>
      Dear <UserName guest="stranger" />
    </p>
  );
}
