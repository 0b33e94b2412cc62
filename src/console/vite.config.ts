import { defineConfig } from 'vite';
import { coastline } from './build/coastline.ts';
import { compress } from './build/compress.ts';
import { licences } from './build/licences.ts';

const LICENCES = 'licences.md';

export default defineConfig({
  plugins: [coastline(), compress(), licences(LICENCES)],
  build: {
    outDir: 'dist',
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_600,
    license: { fileName: LICENCES },
  },
  worker: { format: 'es' },
  test: { include: ['test/**/*.test.ts'] },
} as Parameters<typeof defineConfig>[0]);
