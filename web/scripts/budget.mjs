// Fails when what the browser fetches for the first screen weighs more, compressed, than the budget.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const BUDGET = 400_000;
const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));

function filesOf(entry, seen = new Set()) {
  const chunk = manifest[entry];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  (chunk.css ?? []).forEach((file) => seen.add(file));
  (chunk.imports ?? []).forEach((name) => filesOf(name, seen));
  return seen;
}

const weigh = (files) =>
  [...files]
    .map((file) => readFileSync(`dist/${file}`))
    .reduce(
      (sum, bytes) => ({
        gzip: sum.gzip + gzipSync(bytes).length,
        brotli: sum.brotli + brotliCompressSync(bytes).length,
      }),
      { gzip: 0, brotli: 0 },
    );

let failed = false;
// Before and after signing in: the page itself, with the area that it opens.
for (const area of ['src/areas/signin/SignInPage.tsx', 'src/areas/overview/OverviewPage.tsx']) {
  const files = filesOf('index.html');
  if (!manifest[area]) throw new Error(`${area} is not in the manifest`);
  filesOf(area, files);
  const { gzip, brotli } = weigh(files);
  const verdict = gzip > BUDGET ? 'ABOVE THE BUDGET' : 'within the budget';
  console.log(`first screen with ${area}: ${gzip} bytes gzip, ${brotli} brotli, ${verdict} of ${BUDGET}`);
  failed ||= gzip > BUDGET;
}
process.exit(failed ? 1 : 0);
