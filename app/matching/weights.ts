/**
 * Every number that steers matching, with its reason. A factor multiplies the score: 1 costs nothing.
 * They were set by the trade's sense first and steered on the judged set of `tests/relevance/matching`.
 */
export const WEIGHTS = {
  /**
   * A pair is proposed from this score on; when nothing reaches it, no French maker is known. It lets nearly every
   * answered need through and stops about half of the unanswered ones: `npm run bench -- matching` counts both on each
   * judged set.
   */
  proposeFrom: 0.46,

  /** A hard failure never scores above this: below every fit, in the order of how close it comes otherwise. */
  hardCeiling: 0.3,
  hardFactor: 0.35,

  topic: {
    /** Leaves chosen by a person say more than words; words separate makers of the same leaf. */
    leavesWhenChosen: 0.78,
    /** In free text leaves are guesses, so the words themselves weigh nearly as much. */
    leavesWhenGuessed: 0.55,
    /** Text coverage seldom passes one half even between twins: this much counts as full. */
    fullTextCoverage: 0.42,
  },

  /** What a leaf weighs by kind: without the component nothing is made, a finish can often be added. */
  kind: { component: 1, service: 1, process: 0.9, material: 0.85, finish: 0.9 },
  /** The first leaf that a person lists is what they came for. */
  firstLeaf: 1.6,
  /** A leaf that the maker lists but not first, names only in its text, or only has a neighbour of. */
  leafListed: 0.95,
  leafInText: 0.72,
  leafRelated: 0.5,
  leafSameFamily: 0.08,
  /** A text that names no leaf plainly: the leaves whose vocabulary is nearest, from this share of its words on. */
  hintFrom: 0.2,
  hint: 0.45,
  /** In free text what is named first is what is asked: « coller un verre », « apprendre à décorer ». */
  firstNamed: 1.4,
  /** Demands of this weight together make a topic plain; with less, a match stays doubtful. */
  plainDemand: 0.8,
  doubtful: 0.75,
  /** Guessed leaves of another family than the one chosen are about the surroundings. */
  guessedElsewhere: 0.3,
  /** « nos boîtes », « our cases »: what the buyer has, not what it asks for. */
  owned: 0.35,
  /** « pour une montre », « dans la boîte »: where it goes, not what it is. */
  destination: 0.6,
  /** The first thing asked for is not made here: the rest is a partial answer. */
  headMissing: 0.72,
  /** A tester, repairer or carrier for a need that asks for a thing. */
  serviceUnasked: 0.6,
  /** How much it counts that the capability's own leaves are those asked for (a specialist, not a passer-by). */
  specialist: 0.35,

  /** Factors by outcome. `unknown` costs little: many makers leave cells empty. */
  spec: { near: 0.82, unknown: 0.86, fails: 0.45 },
  softSpec: { near: 0.93, unknown: 0.98, fails: 0.75 },
  /** Of a measure guessed from text a failure is less sure. */
  guessedSpecFails: 0.5,
  batch: { near: 0.8, unknown: 0.97, fails: 0.4 },
  capacity: { near: 0.9, unknown: 1, fails: 0.75 },
  time: { near: 0.93, unknown: 0.99, fails: 0.72 },
  prototype: { near: 1, unknown: 0.97, fails: 0.9 },
  standard: { near: 0.95, unknown: 0.92, fails: 0.8 },
  origin: { near: 0.85, unknown: 0.93, fails: 0.4 },
  price: { near: 0.96, unknown: 0.99, fails: 0.8 },
  exclusion: { near: 0.85, unknown: 0.985, fails: 0.4 },
  refusal: { near: 0.8, unknown: 1, fails: 0.4 },
  /** Another family, when no chosen leaf says otherwise. */
  otherFamily: 0.8,

  /** A minimum order up to 1.25 times the need is talked over; beyond twice it is out of reach. */
  moqNear: 1.25,
  moqHard: 2,
  /** A largest batch down to half of the need can be split in two deliveries; under a fifth it is out of reach. */
  maxBatchNear: 0.5,
  maxBatchHard: 0.2,
  /** A price above the target by 15 % is within talking distance. */
  priceNear: 1.15,
  /** French share within ten points of what is asked. */
  originNearPoints: 10,
  /** What « fabriqué en France » asks when no share is given (percent): the half of Origine France Garantie. */
  madeInFrancePct: 50,
} as const;
