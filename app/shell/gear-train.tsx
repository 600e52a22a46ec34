import { crossings, gearOutline, roseLine, type Wheel } from '~/ui/gear-outline';

const great: Wheel = { teeth: 80, pitchRadius: 186, arms: 5, armWidth: 14, rim: 0.84, hub: 0.17 };
const pinion = { teeth: 12, pitchRadius: 27.9, phase: 0.5 };
const second: Wheel = { teeth: 64, pitchRadius: 108, arms: 4, armWidth: 9, rim: 0.84, hub: 0.34 };

const sheet = { width: 560, height: 540 };
const centre = { x: 226, y: 300 };
const direction = -0.66; // of the second arbor, seen from the great wheel, in radians
const distance = great.pitchRadius + pinion.pitchRadius;
const arbor = {
  x: Number((centre.x + distance * Math.cos(direction)).toFixed(2)),
  y: Number((centre.y + distance * Math.sin(direction)).toFixed(2)),
};
const degrees = Number(((direction * 180) / Math.PI).toFixed(2));

/*
 * Barleycorn: rings that wave 60 times, every other one turned by half a wave, each as much smaller than the last as
 * makes its crests touch that one's troughs. One line, scaled: the grains keep their shape.
 */
const waves = 60;
const amplitude = 0.028;
const outerRing = 154;
const ratio = (1 - amplitude) / (1 + amplitude);
const rose = roseLine(outerRing, outerRing * amplitude, waves, 0);
const rings = Array.from({ length: 27 }, (_, ring) => {
  const turn = ring % 2 === 0 ? '' : ` rotate(${180 / waves})`;
  return `scale(${(ratio ** ring).toFixed(4)})${turn}`;
});

/** A wheel that drives a pinion, drawn as in a workshop: hairlines, axes, one dimension, engine turning behind. */
export function GearTrain() {
  return (
    <svg
      className="gear-train"
      viewBox={`0 0 ${sheet.width} ${sheet.height}`}
      aria-hidden="true"
      focusable="false"
    >
      <g transform={`translate(${centre.x} ${centre.y})`}>
        <defs>
          <path id="rose" d={rose} />
        </defs>
        <g className="gear-train-rose">
          {rings.map((transform) => (
            <use key={transform} href="#rose" transform={transform} />
          ))}
        </g>
        <path className="gear-train-metal" fillRule="evenodd" d={gearOutline(great) + crossings(great)} />
        <circle className="gear-train-line" r={great.pitchRadius * 0.915} />
        <circle className="gear-train-line" r="20" />
        <circle className="gear-train-metal" r="8" />
        <circle className="gear-train-pitch" r={great.pitchRadius} />
      </g>
      <g transform={`translate(${arbor.x} ${arbor.y}) rotate(${degrees + 180})`}>
        <path className="gear-train-metal" fillRule="evenodd" d={gearOutline(second) + crossings(second)} />
        <circle className="gear-train-line" r={second.pitchRadius * 0.9} />
        <path className="gear-train-metal" d={gearOutline(pinion)} />
        <circle className="gear-train-line" r="12" />
        <circle className="gear-train-metal" r="6" />
        <circle className="gear-train-pitch" r={second.pitchRadius} />
        <circle className="gear-train-pitch" r={pinion.pitchRadius} />
      </g>
      <Axes />
    </svg>
  );
}

/** Centre lines through both arbors, the line of centres, the pitch diameter, and the sheet's centring marks. */
function Axes() {
  const left = centre.x - great.pitchRadius;
  const right = centre.x + great.pitchRadius;
  const foot = sheet.height - 18;
  return (
    <>
      <g className="gear-train-axis">
        <path
          d={`M${centre.x - 208} ${centre.y}h416M${centre.x} ${centre.y - 214}v424M${arbor.x - 136} ${arbor.y}h272M${arbor.x} ${arbor.y - 136}v272M${centre.x} ${centre.y}L${arbor.x} ${arbor.y}`}
        />
      </g>
      <g className="gear-train-dimension">
        <path
          d={`M${left} ${centre.y + 8}V${foot + 6}M${right} ${centre.y + 8}V${foot + 6}M${left} ${foot}H${right}`}
        />
        <path className="gear-train-arrow" d={`M${left} ${foot}l10 -2.5v5zM${right} ${foot}l-10 -2.5v5z`} />
        <text className="gear-train-text" x={centre.x + 44} y={foot - 7}>
          Ø 37,2
        </text>
        <text
          className="gear-train-text"
          x={sheet.width - 22}
          y={arbor.y + second.pitchRadius + 32}
          textAnchor="end"
        >
          {second.teeth} · {pinion.teeth}
        </text>
      </g>
      <path
        className="gear-train-mark"
        d={`M${sheet.width / 2} 0v12M${sheet.width / 2} ${sheet.height}v-12M0 ${sheet.height / 2}h12M${sheet.width} ${sheet.height / 2}h-12`}
      />
    </>
  );
}
