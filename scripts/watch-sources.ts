import fs from 'node:fs';
import path from 'node:path';
import { projectFolder } from './embedded/data-folder';
import type { SupervisedProgram } from './supervise';

/** What the web program itself is made of; Vite brings every other change to the page without a restart. */
const webPrograms = /^app[\\/](server\.ts|http[\\/]|config[\\/])/;

/** Restarts the programs whose sources changed, once a burst of changes is over. @returns how to stop watching */
export function watchSources(programs: {
  web: SupervisedProgram;
  worker?: SupervisedProgram | undefined;
}): () => void {
  const changed = new Set<string>();
  let clock: NodeJS.Timeout | undefined;
  const apply = () => {
    const files = [...changed];
    changed.clear();
    if (files.some((file) => webPrograms.test(file))) programs.web.restart();
    programs.worker?.restart();
  };
  const watchers = ['app', 'db', 'workers'].flatMap((folder) => {
    const root = path.join(projectFolder(), folder);
    if (!fs.existsSync(root)) return [];
    return fs.watch(root, { recursive: true }, (_event, file) => {
      if (file === null || !/\.(ts|json)$/.test(file) || /\.test\.ts$/.test(file)) return;
      changed.add(path.join(folder, file));
      clearTimeout(clock);
      clock = setTimeout(apply, 200);
    });
  });
  return () => {
    clearTimeout(clock);
    for (const watcher of watchers) watcher.close();
  };
}
