import type { Attachment } from 'svelte/attachments';
import { dragBy, type Hooks } from '#lib/studio/drag-by.ts';
import type { Spot } from './space-board.svelte.ts';

/** Lets a handle be dragged by mouse, pen or finger; where it is over is read off the lines of the page. */
export const dragHandle = (spaceId: string, hooks: Hooks<Spot>): Attachment<HTMLElement> =>
	dragBy(hooks, (_handle, { clientX, clientY }) => spotAt(clientX, clientY, spaceId));

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
