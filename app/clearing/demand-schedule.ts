/** What a participant takes at which all-in unit price. */

export type DemandStep = {
  /** Units, at least 1. */
  readonly quantity: number;
  /** The highest all-in unit price, in cents, at which this quantity is taken. */
  readonly maxUnitPriceCents: number;
};

export type Firmness = 'interest' | 'conditional' | 'firm';

export type Participant = {
  readonly organisationRef: string;
  readonly demand: readonly DemandStep[];
  /** `interest` is heard but never cleared. */
  readonly firmness: Firmness;
};

/** d(l): the largest quantity of a schedule whose limit is at least `limitCents`; 0 if there is none. */
export function demandAt(demand: readonly DemandStep[], limitCents: number): number {
  let taken = 0;
  for (const step of demand) {
    if (step.maxUnitPriceCents >= limitCents && step.quantity > taken) taken = step.quantity;
  }
  return taken;
}

/** The highest price at which a schedule takes at least this quantity; -Infinity if it never does. */
export function limitForQuantity(demand: readonly DemandStep[], quantity: number): number {
  let limit = Number.NEGATIVE_INFINITY;
  for (const step of demand) {
    if (step.quantity === quantity && step.maxUnitPriceCents > limit) limit = step.maxUnitPriceCents;
  }
  return limit;
}

/** A schedule never takes less at a lower price. Returns the index of the first step that does, or -1. */
export function fallingStep(demand: readonly DemandStep[]): number {
  return demand.findIndex((step) =>
    demand.some(
      (other) => other.maxUnitPriceCents > step.maxUnitPriceCents && other.quantity > step.quantity,
    ),
  );
}

/** A participant's own colour or engraving: made on the pooled base, never shown to the others. */
export type Variant = {
  readonly surchargeCents: number;
  /** Units below which the variant is not made. */
  readonly minimumQuantity: number;
};

/**
 * The schedule on the pooled base of a participant who wants a variant: the surcharge comes off its limits and
 * the quantities for which the variant is not made disappear. Tiers are reached by base quantities alone.
 */
export function baseDemand(demand: readonly DemandStep[], variant: Variant): DemandStep[] {
  return demand.flatMap(({ quantity, maxUnitPriceCents }) => {
    const left = maxUnitPriceCents - variant.surchargeCents;
    return quantity < variant.minimumQuantity || left < 0 ? [] : [{ quantity, maxUnitPriceCents: left }];
  });
}
