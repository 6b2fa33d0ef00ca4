import type { Attachment } from 'svelte/attachments';
import type { Spot } from './space-board.svelte.ts';

type Hooks = { start: () => void; over: (spot: Spot | undefined) => void; drop: () => void };

/** Lets a handle be dragged by mouse, pen or finger; where it is over is read off the lines of the page. */
export function dragHandle(spaceId: string, { start, over, drop }: Hooks): Attachment<HTMLElement> {
	return (handle) => {
		function begin(event: PointerEvent) {
			if (event.button !== 0) return;
			event.preventDefault();
			handle.setPointerCapture(event.pointerId);
			handle.addEventListener('pointermove', move);
			start();
		}
		function move(event: PointerEvent) {
			over(spotAt(event.clientX, event.clientY, spaceId));
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

/** The place a space would take when dropped at a point; undefined outside of every group. */
function spotAt(x: number, y: number, spaceId: string): Spot | undefined {
	const shelf = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-shelf]');
	if (!shelf) return undefined;
	const lines = [...shelf.querySelectorAll<HTMLElement>('[data-space]')];
	const others = lines.filter((line) => line.dataset['space'] !== spaceId);
	const index = others.findIndex((line) => {
		const { top, height } = line.getBoundingClientRect();
		return y < top + height / 2;
	});
	const groupId = shelf.dataset['shelf'] || null;
	return { groupId, index: index === -1 ? others.length : index };
}
