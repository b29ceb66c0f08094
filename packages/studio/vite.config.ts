import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The server puts a fresh nonce into every answer of index.html; Vite writes this place into each script and style.
export default defineConfig({
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  // Small files as data: URLs would need a laxer policy than 'self'.
  build: { outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0 },
});
