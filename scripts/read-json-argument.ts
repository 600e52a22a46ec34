import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { faultsOf } from '~/clearing/read-input';

/** Says what is wrong with the input and ends the script: exit code 2, nothing on standard output, no stack. */
function refuse(lines: readonly string[]): never {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(2);
}

async function readInput(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return refuse([`${file}: (whole file): cannot be read (${code}), expected a JSON file`]);
  }
}

/** The one argument of a script, a JSON file, parsed by a schema; any fault ends the script. */
export async function readJsonArgument<T extends z.ZodType>(name: string, schema: T): Promise<z.output<T>> {
  const [file, ...others] = process.argv.slice(2);
  if (file === undefined || others.length > 0) {
    return refuse([`Usage: npm run ${name} -- FILE.json`]);
  }
  const content = (await readInput(file)).replace(/^\uFEFF/, '');
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse([`${file}: (whole file): is not JSON (${reason}), expected a JSON document`]);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  return refuse(faultsOf(parsed.error).map((fault) => `${file}: ${fault}`));
}

/** Print the one answer of a script on standard output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
