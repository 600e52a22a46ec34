/**
 * The Shapley value: what each player adds, on average over all orders of arrival (Shapley 1953).
 */
export type ShapleyAnswer = {
  readonly shares: readonly number[];
  /** 0 when exact; otherwise no share is further off than this, with the confidence stated in `sampleShapley`. */
  readonly errorBound: number;
};
