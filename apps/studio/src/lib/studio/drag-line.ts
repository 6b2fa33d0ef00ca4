import type { Attachment } from 'svelte/attachments';
import { dragBy, type Hooks } from './drag-by.ts';

/** Lets a line be dragged by its handle, with mouse, pen or finger. */
export const dragLine = (hooks: Hooks<number>): Attachment<HTMLElement> =>
	dragBy(hooks, (handle, { clientY }) => indexAt(handle, clientY));

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
