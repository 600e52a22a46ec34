import { crossings, gearOutline, roseLine, type Wheel } from '~/ui/gear-outline';

const great: Wheel = { teeth: 80, pitchRadius: 176, arms: 5, armWidth: 13, rim: 0.83, hub: 0.17 };
const pinion = { teeth: 12, pitchRadius: 26.4, phase: 0.5 };
const second: Wheel = { teeth: 60, pitchRadius: 104, arms: 4, armWidth: 10, rim: 0.81, hub: 0.3 };

const centre = { x: 232, y: 330 };
const direction = -0.72; // of the second arbor, seen from the great wheel, in radians
const distance = great.pitchRadius + pinion.pitchRadius;
const arbor = {
  x: Number((centre.x + distance * Math.cos(direction)).toFixed(2)),
  y: Number((centre.y + distance * Math.sin(direction)).toFixed(2)),
};
const degrees = Number(((direction * 180) / Math.PI).toFixed(2));

// Barleycorn: rings that wave 48 times, every other one turned by half a wave.
const roseRings = Array.from({ length: 15 }, (_, ring) =>
  roseLine(38 + ring * 7.6, 3.8, 48, ring % 2 === 0 ? 0 : Math.PI / 48),
);

/** A wheel that drives a pinion, drawn as in a workshop: hairlines, axes, one dimension, and engine turning behind. */
export function GearTrain() {
  return (
    <svg className="gear-train" viewBox="0 0 560 560" aria-hidden="true" focusable="false">
      <g transform={`translate(${centre.x} ${centre.y})`}>
        <g className="gear-train-rose">
          {roseRings.map((ring) => (
            <path key={ring} d={ring} />
          ))}
        </g>
        <path className="gear-train-metal" d={gearOutline(great)} />
        <path className="gear-train-metal" d={crossings(great)} />
        <circle className="gear-train-metal" r={great.pitchRadius * 0.9} />
        <circle className="gear-train-metal" r="9" />
        <circle className="gear-train-pitch" r={great.pitchRadius} />
      </g>
      <g transform={`translate(${arbor.x} ${arbor.y}) rotate(${degrees + 180})`}>
        <path className="gear-train-metal" d={gearOutline(second)} />
        <path className="gear-train-metal" d={crossings(second)} />
        <path className="gear-train-metal" d={gearOutline(pinion)} />
        <circle className="gear-train-metal" r="7" />
        <circle className="gear-train-pitch" r={second.pitchRadius} />
        <circle className="gear-train-pitch" r={pinion.pitchRadius} />
      </g>
      <Axes />
    </svg>
  );
}

/** Centre lines through both arbors, the line of centres, and the diameter of the great wheel. */
function Axes() {
  const left = centre.x - great.pitchRadius;
  const right = centre.x + great.pitchRadius;
  return (
    <>
      <g className="gear-train-axis">
        <path
          d={`M${centre.x - 212} ${centre.y}H${centre.x + 212}M${centre.x} ${centre.y - 212}V${centre.y + 212}`}
        />
        <path
          d={`M${arbor.x - 136} ${arbor.y}H${arbor.x + 136}M${arbor.x} ${arbor.y - 136}V${arbor.y + 136}`}
        />
        <path d={`M${centre.x} ${centre.y}L${arbor.x} ${arbor.y}`} />
      </g>
      <g className="gear-train-dimension">
        <path d={`M${left} ${centre.y}V548M${right} ${centre.y}V548M${left} 540H${right}`} />
        <path className="gear-train-arrow" d={`M${left} 540l9 -2.4v4.8zM${right} 540l-9 -2.4v4.8z`} />
      </g>
    </>
  );
}
