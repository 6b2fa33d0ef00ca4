import type { Attachment } from 'svelte/attachments';

type Hooks = { start: () => void; over: (index: number | undefined) => void; drop: () => void };

/** Lets a line be dragged by its handle, with mouse, pen or finger. */
export function dragLine({ start, over, drop }: Hooks): Attachment<HTMLElement> {
	return (handle) => {
		function begin(event: PointerEvent) {
			if (event.button !== 0) return;
			event.preventDefault();
			handle.setPointerCapture(event.pointerId);
			handle.addEventListener('pointermove', move);
			start();
		}
		function move(event: PointerEvent) {
			over(indexAt(handle, event.clientY));
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

/** The place among the other lines that a height on the screen means. */
function indexAt(handle: HTMLElement, y: number): number | undefined {
	const line = handle.closest('[data-line]');
	const lines = [...(line?.parentElement?.querySelectorAll(':scope > [data-line]') ?? [])];
	const others = lines.filter((one) => one !== line);
	if (others.length === 0) return undefined;
	const index = others.findIndex((one) => {
		const { top, height } = one.getBoundingClientRect();
		return y < top + height / 2;
	});
	return index === -1 ? others.length : index;
}
