import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** How much of a limit is used, such as `96 of 120`, once half of it is; `otherwise` before that. */
export function roomIn(text: string, most: number, otherwise?: string): string | undefined {
	if (text.length * 2 < most) return otherwise;
	const number = (count: number) => count.toLocaleString(getLocale());
	return m.studio_count_of({ count: number(text.length), most: number(most) });
}
