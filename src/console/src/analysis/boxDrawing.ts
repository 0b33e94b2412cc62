import type { MapMouseEvent } from 'maplibre-gl';
import { collection } from '../map/features.ts';
import type { MapView } from '../map/mapView.ts';
import { boxFeature, type Box } from './box.ts';

/** Lets a person pull a box on the map; null where Esc, a click without a pull, or the signal ends it. */
export function drawBox(view: MapView, signal: AbortSignal): Promise<Box | null> {
  const map = view.real;
  if (map === null) {
    return Promise.resolve(null);
  }
  const canvas = map.getCanvas();
  return new Promise((resolve) => {
    let from: { readonly lng: number; readonly lat: number } | null = null;
    let box: Box | null = null;
    const pull = ({ lngLat }: MapMouseEvent): void => {
      if (from !== null) {
        box = from.lng === lngLat.lng || from.lat === lngLat.lat ? null : [Math.min(from.lng, lngLat.lng), Math.min(from.lat, lngLat.lat), Math.max(from.lng, lngLat.lng), Math.max(from.lat, lngLat.lat)];
        view.set('answer', collection(box === null ? [] : [boxFeature(box)]));
      }
    };
    const begin = ({ lngLat }: MapMouseEvent): void => {
      from = lngLat;
    };
    const end = (answer: Box | null): void => {
      map.off('mousedown', begin);
      map.off('mousemove', pull);
      removeEventListener('mouseup', letGo);
      removeEventListener('keydown', leave, true);
      signal.removeEventListener('abort', giveUp);
      map.dragPan.enable();
      canvas.style.cursor = '';
      if (answer === null) {
        view.clear('answer');
      }
      resolve(answer);
    };
    const giveUp = (): void => end(null);
    const letGo = (): void => {
      if (from !== null) {
        end(box);
      }
    };
    const leave = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        end(null);
      }
    };
    map.dragPan.disable();
    canvas.style.cursor = 'crosshair';
    map.on('mousedown', begin);
    map.on('mousemove', pull);
    addEventListener('mouseup', letGo);
    addEventListener('keydown', leave, true);
    signal.addEventListener('abort', giveUp);
  });
}
