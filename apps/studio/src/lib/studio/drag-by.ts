import type { Attachment } from 'svelte/attachments';

export type Hooks<Place> = {
	start: () => void;
	/** Where it would be dropped; undefined for nowhere. */
	over: (place: Place | undefined) => void;
	drop: () => void;
};

/** Lets something be dragged by its handle; `placeAt` says which place a point on the screen means. */
export function dragBy<Place>(
	{ start, over, drop }: Hooks<Place>,
	placeAt: (handle: HTMLElement, point: PointerEvent) => Place | undefined,
): Attachment<HTMLElement> {
	return (handle) => {
		function begin(event: PointerEvent) {
			if (event.button !== 0) return;
			event.preventDefault();
			handle.setPointerCapture(event.pointerId);
			handle.addEventListener('pointermove', move);
			start();
		}
		function move(event: PointerEvent) {
			over(placeAt(handle, event));
		}
		function end() {
			handle.removeEventListener('pointermove', move);
			drop();
		}
		function cancel() {
			over(undefined);
			end();
		}
		handle.addEventListener('pointerdown', begin);
		handle.addEventListener('pointerup', end);
		handle.addEventListener('pointercancel', cancel);
		return () => {
			handle.removeEventListener('pointerdown', begin);
			handle.removeEventListener('pointerup', end);
			handle.removeEventListener('pointercancel', cancel);
		};
	};
}
