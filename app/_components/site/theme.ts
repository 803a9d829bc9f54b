/** `system` follows the device's setting. */
export const themes = ["light", "dark", "system"] as const;
export type Theme = (typeof themes)[number];

export const THEME_KEY = "theme";

/** Runs before the first paint, so that a chosen theme never flashes the other one, on prerendered pages too. */
export const themeScript = `try{var t=localStorage.getItem("${THEME_KEY}");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch{}`;
