"use client";

import { useState } from "react";
import { PasskeyButton } from "./passkey-button";

/** Adds a passkey of this device to the user's account. */
export function AddPasskey() {
  const [message, setMessage] = useState("");
  const add = async () => {
    const { addPasskey } = await import("./ceremonies");
    setMessage(await addPasskey());
  };
  return <PasskeyButton label="Add a passkey" message={message} onPress={add} />;
}
