import fs from 'node:fs';
import path from 'node:path';
import { projectFolder } from './embedded/data-folder';
import { PlainFailure, runMain } from './tell';

/** `npm run bench -- NAME`: scripts/bench/NAME.ts measures ours beside a bare limit, in one run, and prints the ratio. */
await runMain(async () => {
  const folder = path.join(projectFolder(), 'scripts', 'bench');
  const names = fs
    .readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
  const [name = '', ...rest] = process.argv.slice(2);
  if (!names.includes(name))
    throw new PlainFailure({
      fr: `Quelle mesure ? npm run bench -- ${names.join(' | ')}`,
      en: `Which benchmark? npm run bench -- ${names.join(' | ')}`,
    });
  const bench = (await import(`./bench/${name}.ts`)) as { run: (args: string[]) => Promise<void> };
  await bench.run(rest);
});
