"use client";

import { useSyncExternalStore, type ReactNode } from "react";
import { THEME_KEY, themes, type Theme } from "./theme";

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const current = (): Theme => (document.documentElement.dataset.theme as Theme | undefined) ?? "system";

function choose(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(THEME_KEY, theme);
  } catch {
    // Storage can be switched off; the choice then lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

const icons: Record<Theme, ReactNode> = {
  light: (
    <>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 3v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4" />
    </>
  ),
  dark: <path d="M20 14.5A8 8 0 0 1 9.5 4a8 8 0 1 0 10.5 10.5Z" />,
  system: (
    <>
      <rect x="3.5" y="5" width="17" height="11" rx="1.5" />
      <path d="M9 20h6m-3-4v4" />
    </>
  ),
};

/** Light, dark, or as the device has it. Kept on this device. */
export function ThemeSwitch() {
  const chosen = useSyncExternalStore(subscribe, current, () => null);
  return (
    <fieldset className="-mr-2.5 flex">
      <legend className="sr-only">Theme</legend>
      {themes.map((theme) => (
        <label
          key={theme}
          title={theme}
          className="group relative grid size-11 cursor-pointer place-items-center rounded-sm text-muted hover:text-ink has-checked:text-ink
            has-focus-visible:outline-2 has-focus-visible:-outline-offset-4 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="theme"
            value={theme}
            checked={chosen === theme}
            onChange={() => choose(theme)}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
            aria-label={theme}
          />
          <svg viewBox="0 0 24 24" className="size-8 rounded-sm p-2 group-has-checked:bg-sunken" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" aria-hidden>
            {icons[theme]}
          </svg>
        </label>
      ))}
    </fieldset>
  );
}
