/**
 * `npm run shares -- FILE.json`: shares the cost of a game (the forms are described in `game-file.ts`) by every
 * rule and prints one `GameReport`: plain JSON numbers with full precision, null where a rule is not defined or
 * not computable. Needs no database and no server. Bad input: every fault on standard error, exit code 2.
 *
 * JSON objects list whole-number keys in ascending order, so players without names come out in their order.
 */
import { gameFile } from '~/clearing/game-file';
import { samplingConfidence } from '~/clearing/sample-shapley';
import { shareGame } from '~/clearing/share-game.server';
import { printJson, readJsonArgument } from './read-json-argument';

const { report, shapleyErrorBound } = await shareGame(await readJsonArgument('shares', gameFile));
if (shapleyErrorBound > 0) {
  process.stderr.write(
    `The Shapley value was sampled: with ${samplingConfidence * 100} % confidence no share is further off than ${shapleyErrorBound}.\n`,
  );
}
printJson(report);
