import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  // The strict content security policy allows no data: fonts and no inline scripts.
  // `npx vite` shows changes at once in front of a running portal; sign in there first, the cookie holds for both ports.
  server: { proxy: Object.fromEntries(["/api", "/login", "/logout"].map((path) => [path, process.env.FIREWITNESS_PORTAL ?? "http://localhost:8080"])) },
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 1200 },
});
