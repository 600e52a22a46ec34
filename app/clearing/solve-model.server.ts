import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { ModelColumn, ModelRow } from './model-builder';

/** A linear or mixed-integer model, minimised. Infinite bounds are `-Infinity` and `Infinity`. */
export type Model = { readonly columns: readonly ModelColumn[]; readonly rows: readonly ModelRow[] };

export type SolveOptions = {
  /** Wall seconds after which the best answer so far is returned with its bound. Default: 60. */
  readonly timeLimitSeconds?: number;
  /** Relative gap at which a mixed-integer answer counts as proven. Default 0. */
  readonly relativeGap?: number;
};

export type ModelAnswer = {
  /** `feasible`: a limit was reached with an answer in hand; `unknown`: reached without one. */
  readonly status: 'optimal' | 'feasible' | 'infeasible' | 'unbounded' | 'unknown';
  readonly objective: number;
  /** Proven lower bound on the objective; equals `objective` for a linear model. */
  readonly bound: number;
  readonly values: readonly number[];
  /** Dual value of each row (linear models only; 0 for a mixed-integer one). */
  readonly rowDuals: readonly number[];
};

/**
 * The thread's program. It is handed to the thread as text, with the path of the solver found here, because
 * that works the same when this module runs from its source (tsx, vitest) and when it has been bundled into
 * `build/node/*.js`: there is no second entry file for the bundler to emit or for the thread to look for.
 * The package itself is never bundled (`--packages=external`), so it is resolved from where this code stands.
 */
const threadSource = `
const { parentPort, workerData } = require('node:worker_threads');
const ready = require(workerData.solverPath)();
parentPort.on('message', async ({ id, model, options }) => {
  try {
    const highs = await ready;
    const answer = highs.withModel(model, (m) => {
      m.options.set({ output_flag: false, ...options });
      m.run();
      const mip = model.integrality !== undefined;
      const solution = m.getSolution();
      return {
        code: m.getModelStatus(),
        objective: m.getObjectiveValue(),
        bound: mip ? m.info.get('mip_dual_bound') : m.getObjectiveValue(),
        primal: m.info.get('primal_solution_status'),
        values: solution.colValue,
        rowDuals: solution.rowDual,
      };
    });
    parentPort.postMessage({ id, answer });
  } catch (error) {
    parentPort.postMessage({ id, error: String(error && error.message ? error.message : error) });
  }
});
`;

type RawAnswer = {
  readonly code: number;
  readonly objective: number;
  readonly bound: number;
  readonly primal: number;
  readonly values: Float64Array;
  readonly rowDuals: Float64Array;
};
type Reply = { readonly id: number; readonly answer?: RawAnswer; readonly error?: string };
type Waiting = { readonly resolve: (answer: RawAnswer) => void; readonly reject: (error: Error) => void };

let thread: Worker | undefined;
let nextId = 1;
const waiting = new Map<number, Waiting>();

function abandon(error: Error): void {
  thread = undefined;
  for (const one of waiting.values()) one.reject(error);
  waiting.clear();
}

function startThread(): Worker {
  const solverPath = createRequire(import.meta.url).resolve('highs');
  const worker = new Worker(threadSource, { eval: true, execArgv: [], workerData: { solverPath } });
  worker.on('message', (reply: Reply) => {
    const one = waiting.get(reply.id);
    waiting.delete(reply.id);
    // An idle thread must not keep a script or a test alive.
    if (waiting.size === 0) worker.unref();
    if (reply.answer) one?.resolve(reply.answer);
    else one?.reject(new Error(`The solver refused the model: ${reply.error ?? 'no reason given'}`));
  });
  worker.on('error', (error) => {
    if (thread === worker) abandon(error instanceof Error ? error : new Error(String(error)));
  });
  worker.on('exit', (code) => {
    if (thread === worker) abandon(new Error(`The solver's thread ended with code ${code}`));
  });
  return worker;
}

function packed(model: Model) {
  const starts = new Int32Array(model.rows.length + 1);
  let size = 0;
  model.rows.forEach((row, i) => {
    size += row.columns.length;
    starts[i + 1] = size;
  });
  const indices = new Int32Array(size);
  const values = new Float64Array(size);
  let at = 0;
  for (const row of model.rows) {
    indices.set(row.columns, at);
    values.set(row.values, at);
    at += row.columns.length;
  }
  const isMixed = model.columns.some((column) => column.integer === true);
  return {
    numCols: model.columns.length,
    numRows: model.rows.length,
    colCost: Float64Array.from(model.columns, (column) => column.cost),
    colLower: Float64Array.from(model.columns, (column) => column.lower),
    colUpper: Float64Array.from(model.columns, (column) => column.upper),
    rowLower: Float64Array.from(model.rows, (row) => row.lower),
    rowUpper: Float64Array.from(model.rows, (row) => row.upper),
    matrix: {
      format: 'csr',
      numRows: model.rows.length,
      numCols: model.columns.length,
      starts,
      indices,
      values,
    },
    ...(isMixed ? { integrality: Int32Array.from(model.columns, (c) => (c.integer === true ? 1 : 0)) } : {}),
  };
}

/** HiGHS model status codes: 7 optimal, 8 infeasible, 9 and 10 unbounded; 11 to 17 a limit was reached. */
function statusOf(raw: RawAnswer): ModelAnswer['status'] {
  if (raw.code === 7) return 'optimal';
  if (raw.code === 8) return 'infeasible';
  if (raw.code === 9 || raw.code === 10) return 'unbounded';
  return raw.code >= 11 && raw.primal === 2 ? 'feasible' : 'unknown';
}

/**
 * Solve a linear or mixed-integer model with HiGHS in a thread of its own, so that a long search never holds
 * up requests. Models are solved one after another.
 *
 * @throws Error when the solver refuses the model or its thread dies; an infeasible model is an answer.
 */
export async function solveModel(model: Model, options: SolveOptions = {}): Promise<ModelAnswer> {
  if (model.columns.length === 0) throw new RangeError('A model needs at least one column');
  thread ??= startThread();
  const worker = thread;
  const id = nextId++;
  const raw = await new Promise<RawAnswer>((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.ref();
    worker.postMessage({
      id,
      model: packed(model),
      options: {
        time_limit: options.timeLimitSeconds ?? 60,
        mip_rel_gap: options.relativeGap ?? 0,
        mip_abs_gap: 1e-6,
        // The answers are rounded to whole units and solved again as exact systems: ask for the tightest.
        mip_feasibility_tolerance: 1e-9,
        primal_feasibility_tolerance: 1e-9,
        dual_feasibility_tolerance: 1e-9,
      },
    });
  });
  return {
    status: statusOf(raw),
    objective: raw.objective,
    bound: raw.bound,
    values: Array.from(raw.values),
    rowDuals: Array.from(raw.rowDuals),
  };
}
