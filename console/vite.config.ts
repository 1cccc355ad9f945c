import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// The bundle is embedded into the server's binary. Its files live under /static, because /assets is a page of the console.
export default defineConfig({
  plugins: [react()],
  build: {
    assetsDir: 'static',
    target: 'es2022',
    sourcemap: false,
    reportCompressedSize: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': process.env.VIGIE_URL ?? 'http://127.0.0.1:8600' } },
  test: { setupFiles: ['src/mocks/setup.ts'], restoreMocks: true, testTimeout: 20_000 },
});
