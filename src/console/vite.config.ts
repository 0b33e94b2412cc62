import { defineConfig } from 'vite';
import { coastline } from './build/coastline.ts';
import { compress } from './build/compress.ts';

export default defineConfig({
  plugins: [coastline(), compress()],
  build: {
    outDir: 'dist',
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_200,
    license: { fileName: 'licences.md' },
  },
  worker: { format: 'es' },
  test: { include: ['test/**/*.test.ts'] },
} as Parameters<typeof defineConfig>[0]);
