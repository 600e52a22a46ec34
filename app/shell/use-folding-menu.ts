import { useLocation } from '@remix-run/react';
import { useEffect, useRef } from 'react';

/** What a `details` used as a menu cannot do by itself: close on Escape, on a click elsewhere, on going somewhere. */
export function useFoldingMenu() {
  const menu = useRef<HTMLDetailsElement>(null);
  const { key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is what says that one went somewhere
  useEffect(() => {
    if (menu.current) menu.current.open = false;
  }, [key]);
  useEffect(() => {
    function onPointer(event: PointerEvent) {
      const target = event.target;
      if (menu.current?.open && target instanceof Node && !menu.current.contains(target))
        menu.current.open = false;
    }
    function onKey(event: KeyboardEvent) {
      if (event.key !== 'Escape' || !menu.current?.open) return;
      menu.current.open = false;
      menu.current.querySelector('summary')?.focus();
    }
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onKey);
    };
  }, []);
  return menu;
}
