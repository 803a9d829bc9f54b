import next from "eslint-config-next/core-web-vitals";
import typescript from "eslint-config-next/typescript";

export default [
  ...next,
  ...typescript,
  { ignores: [".next/", ".vercel/", "next-env.d.ts", "playwright-report/", "test-results/"] },
  { ignores: ["lab/bench/apps/"] }, // lab
  {
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "no-console": "error",
      "import/no-anonymous-default-export": "off",
    },
  },
  // A fixture of Playwright's is handed a function called `use`, which is none of React's.
  { files: ["tests/**", "lab/**"], rules: { "react-hooks/rules-of-hooks": "off" } },
  { files: ["scripts/**"], rules: { "no-console": "off" } },
  { files: ["lab/**"], rules: { "no-console": "off" } }, // lab
];
