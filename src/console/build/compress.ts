import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Bytes below which nothing is won. */
const LEAST = 1_024;

/** Lays a `.br` and a `.gz` beside every file of the build: the service serves them as they are, and no processor compresses the same twice. */
export function compress(): Plugin {
  return {
    name: 'compress',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const [fileName, output] of Object.entries(bundle)) {
          const bytes = Buffer.from(output.type === 'chunk' ? output.code : output.source);
          if (bytes.length >= LEAST && /\.(js|css|json|html|svg|ttf)$/.test(fileName)) {
            this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(bytes, { level: 9 }) });
            this.emitFile({
              type: 'asset',
              fileName: `${fileName}.br`,
              source: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
            });
          }
        }
      },
    },
  };
}
