"use client";

import { useState } from "react";
import { useSession } from "@/app/_components/session/use-session";

export default function Letter() {
  const auth = useSession();
  const [line, setLine] = useState("");
  return (
    <div className="grid gap-4">
      <label className="grid gap-1.5 text-sm font-medium">
        A line
        <input className="input" onChange={(event) => setLine(event.target.value)} />
      </label>
      <p className="font-display wrap-anywhere">
        {line || "…"}
        <br />
        Yours, {auth.status === "user" ? auth.user.name : "anonymous"}
      </p>
    </div>
  );
}
