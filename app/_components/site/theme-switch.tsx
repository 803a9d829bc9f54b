"use client";

import { THEME_KEY, themes, type Theme } from "./theme";

const current = (): string => document.documentElement.dataset.theme ?? "system";

function choose(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(THEME_KEY, theme);
  } catch {
    // Storage can be switched off; the choice then lasts as long as the page.
  }
}

/** Icons with one path each, because they are part of every page's script. */
const icons: Record<Theme, string> = {
  light:
    "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM12 3v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4",
  dark: "M20 14.5A8 8 0 0 1 9.5 4a8 8 0 1 0 10.5 10.5Z",
  system:
    "M5 5h14a1.5 1.5 0 0 1 1.5 1.5v8A1.5 1.5 0 0 1 19 16H5a1.5 1.5 0 0 1-1.5-1.5v-8A1.5 1.5 0 0 1 5 5ZM9 20h6m-3-4v4",
};

/** Light, dark, or as the device has it. Kept on this device. */
export function ThemeSwitch() {
  return (
    // As wide as its three choices, from the first one on.
    <fieldset className="-mr-2.5 flex w-33">
      <legend className="sr-only">Theme</legend>
      {themes.map((theme) => (
        <label key={theme} title={theme} className="theme-choice">
          <input
            type="radio"
            name="theme"
            value={theme}
            // The server does not know what was chosen.
            ref={(input) => {
              if (input) input.checked = theme === current();
            }}
            onChange={() => choose(theme)}
            aria-label={theme}
          />
          <svg viewBox="0 0 24 24" aria-hidden>
            <path d={icons[theme]} />
          </svg>
        </label>
      ))}
    </fieldset>
  );
}
