import { Suspense } from "react";
import { visitorName } from "../visitor";

export default function Account() {
  return (
    <Suspense>
      <Name />
    </Suspense>
  );
}

const Name = async () => <p>{await visitorName()}</p>;
