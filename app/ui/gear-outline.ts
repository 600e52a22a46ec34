export interface Gear {
  teeth: number;
  /** Radius of the circle on which two gears roll; everything in units of the drawing. */
  pitchRadius: number;
  /** Turns the gear, in tooth pitches: half a pitch puts a gap where a tooth was. */
  phase?: number;
}

export interface Wheel extends Gear {
  arms: number;
  /** Width of an arm, and inner radius of the rim and outer radius of the hub as parts of the pitch radius. */
  armWidth: number;
  rim?: number;
  hub?: number;
}

function at(radius: number, angle: number): string {
  // two decimals: server and browser then write the same drawing, whatever the last bit of their sines
  return `${(radius * Math.cos(angle)).toFixed(2)} ${(radius * Math.sin(angle)).toFixed(2)}`;
}

/**
 * The teeth of a watch's gear as an SVG path around (0, 0): radial flanks below the pitch circle and ogives above it,
 * as in the cycloidal profile of watchmaking (NIHS 20-01 in spirit; a drawing, not a cutting template).
 */
export function gearOutline({ teeth, pitchRadius, phase = 0 }: Gear): string {
  const pitch = (2 * Math.PI) / teeth;
  const height = pitchRadius * pitch;
  const tip = pitchRadius + 0.4 * height;
  const root = pitchRadius - 0.5 * height;
  const half = 0.235 * pitch;
  const ogive = (0.62 * height).toFixed(2);
  const parts: string[] = [];
  for (let tooth = 0; tooth < teeth; tooth += 1) {
    const middle = (tooth + phase) * pitch;
    parts.push(
      `${tooth === 0 ? 'M' : 'L'}${at(root, middle - half)}L${at(pitchRadius, middle - half)}`,
      `A${ogive} ${ogive} 0 0 1 ${at(tip, middle)}A${ogive} ${ogive} 0 0 1 ${at(pitchRadius, middle + half)}`,
      `L${at(root, middle + half)}`,
    );
  }
  return `${parts.join('')}Z`;
}

/** The openings between a wheel's arms, as an SVG path: edges parallel to the arms, as a file leaves them. */
export function crossings({ pitchRadius, arms, armWidth, rim = 0.82, hub = 0.2 }: Wheel): string {
  const outer = pitchRadius * rim;
  const inner = pitchRadius * hub;
  const step = (2 * Math.PI) / arms;
  const atOuter = Math.asin(armWidth / 2 / outer);
  const atInner = Math.asin(armWidth / 2 / inner);
  let path = '';
  for (let arm = 0; arm < arms; arm += 1) {
    const from = arm * step - Math.PI / 2;
    const to = from + step;
    path += `M${at(inner, from + atInner)}L${at(outer, from + atOuter)}`;
    path += `A${outer} ${outer} 0 0 1 ${at(outer, to - atOuter)}L${at(inner, to - atInner)}`;
    path += `A${inner.toFixed(2)} ${inner.toFixed(2)} 0 0 0 ${at(inner, from + atInner)}Z`;
  }
  return path;
}

/** One line of engine turning: a circle that waves `waves` times with an amplitude, as a rose engine cuts it. */
export function roseLine(radius: number, amplitude: number, waves: number, turn: number): string {
  const points = waves * 2;
  const angle = Math.PI / waves;
  const parts = [`M${at(radius + amplitude, turn)}`];
  for (let i = 0; i < points; i += 1) {
    const high = i % 2 === 0;
    const here = turn + i * angle;
    // each half wave is one cubic curve, its handles tangent to the circle, so that crest and trough are round
    const reach = angle * 0.42;
    const [from, to] = high
      ? [radius + amplitude, radius - amplitude]
      : [radius - amplitude, radius + amplitude];
    parts.push(`C${at(from, here + reach)} ${at(to, here + angle - reach)} ${at(to, here + angle)}`);
  }
  return `${parts.join('')}Z`;
}
