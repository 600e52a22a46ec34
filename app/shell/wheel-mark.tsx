import { crossings, gearOutline } from '~/ui/gear-outline';

const wheel = { teeth: 16, pitchRadius: 13.2, arms: 5, armWidth: 2.1, rim: 0.72, hub: 0.3 };
const outline = gearOutline(wheel) + crossings(wheel);

/** The mark: a wheel of the going train, in the colour of the text around it. `public/favicon.svg` is the same. */
export function WheelMark() {
  return (
    <svg className="wheel-mark" viewBox="-16 -16 32 32" aria-hidden="true" focusable="false">
      <path fillRule="evenodd" d={outline} />
    </svg>
  );
}
